import { ago, engineers, newId, now, person, type S } from './data.ts'
import { contains, find, inProject, on, page, Refusal } from './http.ts'
import { incidents } from './incidents.ts'
import { tell } from './live.ts'

const log: S['NotificationDetail'][] = incidents.map((i, n) => {
  const engineer = engineers[n % 4]!
  const state = n % 7 === 3 ? 'failed' : n % 9 === 5 ? 'waiting' : engineer.email ? 'sent' : 'skipped'
  const answer = state === 'sent' ? '250 2.0.0 Ok: queued as 4F1C9E' : state === 'skipped' ? 'The engineer has no mail address.' : '421 4.7.0 Try again later'
  const subject = `[${i.level}] ${i.number} ${i.title}`
  return {
    id: newId(), projectId: i.projectId, event: n % 3 ? 'incidentCreated' : 'incidentForwarded', incident: { id: i.id, number: i.number, title: i.title, state: i.state, level: i.level }, subject, state, recipient: person(engineer), address: engineer.email, channel: 'email', attempts: state === 'skipped' ? 0 : state === 'failed' ? 5 : 1,
    lastAnswer: answer, createdAt: i.createdAt, sentAt: state === 'sent' ? i.createdAt : undefined, nextAttemptAt: state === 'waiting' ? ago(-2) : undefined, text: `${subject}\n\nApplication: ${i.application}\nRegion: ${i.region}\n\n${i.description}`,
    tries: state === 'skipped' ? [] : Array.from({ length: state === 'failed' ? 5 : 1 }, (_, k) => ({ at: ago(50 - k * 9), sent: state === 'sent', answer })),
  }
})
on('GET', '/notifications', ({ query: q }) => page(log.filter(n => inProject(q, n) && contains(q.get('q'), n.subject, n.recipient.name, n.address) && (!q.has('state') || q.getAll('state').includes(n.state)) && (!q.has('incidentId') || n.incident?.id === q.get('incidentId')) && (!q.has('engineerId') || n.recipient.id === q.get('engineerId'))), q))
on('GET', '/notifications/{}', ({ params }) => find(log, params[0]))
on('POST', '/notifications/{}/resend', ({ params }) => {
  const n = find(log, params[0])
  if (n.state !== 'failed') throw new Refusal(409, 'Not failed.', `This message is ${n.state}.`)
  Object.assign(n, { state: 'waiting', nextAttemptAt: now() })
  setTimeout(() => {
    Object.assign(n, { state: 'sent', sentAt: now(), attempts: n.attempts + 1, lastAnswer: '250 2.0.0 Ok', tries: [...n.tries, { at: now(), sent: true, answer: '250 2.0.0 Ok' }] })
    tell('notification', n.id)
  }, 3000)
  tell('notification', n.id)
  return n
})

const channel: S['NotificationChannel'] = {
  id: 'email', plugin: 'notify-email', name: { en: 'E-mail', zh: '电子邮件' }, description: { en: 'Sends mail through an SMTP server.', zh: '通过 SMTP 服务器发送邮件。' }, contactMethod: 'email', origin: 'installation', secretsSet: ['password'],
  settings: { host: 'mail.example.org', port: 587, security: 'starttls', from: 'coc@example.org', user: 'coc' },
  settingsSchema: {
    type: 'object', additionalProperties: false, required: ['host', 'from'],
    properties: {
      host: { type: 'string', title: 'SMTP server', 'x-zh': { title: 'SMTP 服务器' }, maxLength: 253 },
      port: { type: 'integer', title: 'Port', 'x-zh': { title: '端口' }, minimum: 1, maximum: 65535, default: 587 },
      security: { type: 'string', title: 'Security', 'x-zh': { title: '加密' }, enum: ['none', 'starttls', 'tls'], default: 'starttls' },
      from: { type: 'string', title: 'Sender', format: 'email', description: 'The From address of all messages.', 'x-zh': { title: '发件人', description: '所有邮件的发件地址。' } },
      user: { type: 'string', title: 'User', 'x-zh': { title: '用户' } },
      password: { type: 'string', title: 'Password', 'x-zh': { title: '密码' }, writeOnly: true },
      verify: { type: 'boolean', title: 'Check the certificate', 'x-zh': { title: '校验证书' }, default: true },
    },
  },
}
on('GET', '/notification-channels', () => ({ items: [channel] }))
on('GET', '/notification-channels/{}', () => channel)
on('PUT', '/notification-channels/{}', ({ body }) => {
  const { password, ...settings } = body.settings
  if (!settings.host) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'settings.host', message: 'must not be empty' }])
  return Object.assign(channel, { settings, origin: 'tenant', secretsSet: password === null ? [] : password ? ['password'] : channel.secretsSet })
})
on('DELETE', '/notification-channels/{}', () => Object.assign(channel, { origin: 'installation' }))
on('POST', '/notification-channels/{}/test', ({ body }) => (body.address.includes('bad') ? { sent: false, answer: '550 5.1.1 No such user here' } : { sent: true, answer: '250 2.0.0 Ok: queued as 7A11B0' }))
