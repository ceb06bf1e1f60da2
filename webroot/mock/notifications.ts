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
