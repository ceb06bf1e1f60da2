import type { S } from './data.ts'
import { find, on, Refusal } from './http.ts'
import { keep } from './sources.ts'

const zh = (title: string, description?: string) => ({ 'x-zh': { title, description } })
type Channel = S['NotificationChannel']
const channel = (id: string, plugin: string, name: string, own: string, about: string, chinese: string, contactMethod: Channel['contactMethod'], properties: object, required: string[] = []): Channel => ({
  id, plugin, name: { en: name, zh: own }, description: { en: about, zh: chinese }, contactMethod, origin: 'none', secretsSet: [], settings: {}, settingsSchema: { type: 'object', additionalProperties: false, required, properties }, secretSettings: secretsIn(properties),
})
function secretsIn(properties: object) {
  return Object.entries(properties as Record<string, { writeOnly?: boolean }>).flatMap(([name, p]) => (p.writeOnly ? [name] : []))
}
const channels: Channel[] = [
  {
    ...channel('email', 'notify-email', 'E-mail', '电子邮件', 'Sends mail through an SMTP server.', '通过 SMTP 服务器发送邮件。', 'email', {
      host: { type: 'string', title: 'Mail server', ...zh('邮件服务器'), minLength: 1, maxLength: 253, 'x-destination': true },
      port: { type: 'integer', title: 'Port', description: '587 with STARTTLS, 465 with TLS, 25 without', ...zh('端口', 'STARTTLS 用 587，TLS 用 465，不加密用 25'), minimum: 1, maximum: 65535, default: 587, 'x-destination': true },
      security: { type: 'string', title: 'Encryption', ...zh('加密方式'), enum: ['none', 'starttls', 'tls'], default: 'starttls', 'x-destination': true },
      trustAll: { type: 'boolean', title: 'Accept any certificate', description: 'For test installations only', ...zh('接受任意证书', '仅用于测试环境'), default: false, 'x-destination': true },
      user: { type: 'string', title: 'User', description: 'Empty to send without signing in', ...zh('用户名', '留空则不登录直接发送') },
      password: { type: 'string', title: 'Password', ...zh('密码'), writeOnly: true },
      from: { type: 'string', title: 'Sender', pattern: '^[^@]*[^@ <]@[^@ >]+>?$', description: 'An address, or: Name <address>', ...zh('发件人', '邮件地址，或：名称 <地址>') },
    }, ['host', 'from']),
    origin: 'tenant', secretsSet: ['password'], settings: { host: 'mail.example.org', port: 587, security: 'starttls', from: 'coc@example.org', user: 'coc' },
  },
  { ...channel('wecom', 'notify-wecom', 'WeCom robot', '企业微信机器人', 'Posts to the robot of a WeCom group, at most 20 messages a minute.', '发送到企业微信群机器人，每分钟最多 20 条。', 'wecom', { mention: { type: 'boolean', default: true, title: 'Mention the person', ...zh('@ 负责人') } }), origin: 'installation' },
  channel('dingtalk', 'notify-dingtalk', 'DingTalk robot', '钉钉机器人', 'Posts to the robot of a DingTalk group, with its signature.', '发送到钉钉群机器人，支持加签。', 'dingtalk', { secret: { type: 'string', writeOnly: true, pattern: '^SEC\\w+$', title: 'Signing secret', description: 'Begins with SEC', ...zh('加签密钥', '以 SEC 开头') } }),
  channel('sms-gateway', 'notify-sms', 'SMS through a gateway', '短信网关', 'Sends short messages through an HTTP gateway of your own.', '通过自有 HTTP 网关发送短信。', 'mobile', {
    method: { type: 'string', enum: ['POST', 'PUT', 'GET'], default: 'POST', title: 'Method', ...zh('请求方法') },
    url: { type: 'string', minLength: 10, maxLength: 2000, 'x-destination': true, pattern: '^https?://[A-Za-z0-9.:-]+([/?][^\\s#]*)?$', title: 'Address', description: 'Values may stand after the host: https://sms.example.com/send?to={digits}&text={text}', ...zh('地址', '主机名之后可用占位符：https://sms.example.com/send?to={digits}&text={text}') },
    body: { type: 'string', maxLength: 8000, format: 'textarea', 'x-destination': true, default: '{"mobile":"{mobile}","text":"{text}"}', title: 'Body', ...zh('请求体') },
    key: { type: 'string', maxLength: 1024, writeOnly: true, title: 'Value of {key}', ...zh('{key} 的取值') },
  }, ['url']),
  channel('webhook', 'notify-webhook', 'Webhook', 'Webhook', 'Posts each message as signed JSON to the recipient’s HTTPS address. Answer 2xx within 10 s; 429 or 503 with Retry-After to be asked later.', '将每条消息以签名的 JSON 发送到接收人的 HTTPS 地址。请在 10 秒内返回 2xx。', 'webhook', { secret: { type: 'string', minLength: 16, writeOnly: true, title: 'Secret', description: 'At least 16 characters', ...zh('密钥', '至少 16 个字符') } }, ['secret']),
]
on('GET', '/notification-channels', () => ({ items: channels }))
on('GET', '/notification-channels/{}', ({ params }) => find(channels, params[0]))
on('PUT', '/notification-channels/{}', ({ params, body }) => {
  const c = find(channels, params[0])
  if ('host' in body.settings && body.settings.host === 'nowhere') throw new Refusal(400, 'Bad input.', undefined, [{ field: 'settings.host', message: 'cannot be resolved' }])
  const before = c.origin === 'tenant' ? c : { settings: {}, secretsSet: [] }
  return Object.assign(c, keep(c.secretSettings, before, body.settings), { origin: 'tenant' })
})
on('DELETE', '/notification-channels/{}', ({ params }) => Object.assign(find(channels, params[0]), { origin: 'none', settings: {}, secretsSet: [] }))
on('POST', '/notification-channels/{}/test', ({ params, body }) => {
  if (body.address.includes('bad')) return { sent: false, answer: '550 5.1.1 No such user here' }
  return { sent: true, answer: params[0] === 'email' ? '250 2.0.0 Ok: queued as 7A11B0' : '{"errcode":0,"errmsg":"ok"}' }
})
