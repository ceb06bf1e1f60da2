import type { components } from '../src/shared/api/schema'
import { Refusal } from './http.ts'

type S = components['schemas']
type Settings = Record<string, unknown>
const zh = (title: string, description?: string) => ({ 'x-zh': { title, description } })
const path = (title: string, own: string, more = '') => ({
  type: 'string', maxLength: 200, title, description: `A path as labels.host, choices as title | name, or a template. ${more}`.trim(), ...zh(own, '路径（如 labels.host）、备选（如 title | name）或模板。'),
})
const source = (id: string, plugin: string, name: string, chinese: string, en: string, about: string, properties: object = {}, secretSettings: string[] = [], required: string[] = []): S['AlarmSource'] => ({
  id, plugin, name: { en: name, zh: chinese }, description: { en, zh: about }, settingsSchema: { type: 'object', additionalProperties: false, required, properties }, secretSettings,
})
export const sources: S['AlarmSource'][] = [
  source('prometheus', 'alarm-prometheus', 'Prometheus Alertmanager', 'Prometheus Alertmanager', 'Webhook v4 of Alertmanager, or a Prometheus server that posts to OpenCOC as its Alertmanager.', 'Alertmanager 的 v4 Webhook，或将 OpenCOC 作为 Alertmanager 的 Prometheus 服务器。'),
  source('webhook', 'alarm-webhook', 'JSON webhook', 'JSON Webhook', 'Any JSON, read by a mapping that you give and can try on a sample.', '任意 JSON，按您给出的映射读取，可用样例试读。', {
    alarms: path('Alarms', '告警数组', 'Path to the array of alarms; $ is the whole body.'), name: path('Name', '名称'), level: path('Level', '级别'),
    levels: { type: 'string', format: 'textarea', maxLength: 200, title: 'Levels', description: 'What the sender’s words mean, as critical=CRITICAL, 2=MAJOR, *=MINOR.', ...zh('级别对照', '发送方用词的含义，如 critical=CRITICAL, 2=MAJOR, *=MINOR。') },
    status: path('Status', '状态'), fingerprint: path('Fingerprint', '指纹'), resourceName: path('Resource name', '资源名称'), description: path('Description', '描述'),
  }),
  source('pagerduty', 'alarm-webhook', 'PagerDuty events', 'PagerDuty 事件', 'Alarms from whatever can send to PagerDuty’s Events API v2: to it OpenCOC looks like PagerDuty.', '来自任何能向 PagerDuty Events API v2 发送事件的系统的告警。', {
    routing_key: { type: 'string', maxLength: 255, writeOnly: true, title: 'Routing key', description: 'When set, only events with this routing_key are taken.', ...zh('Routing key', '设置后只接收 routing_key 与此一致的事件。') },
  }, ['routing_key']),
  source('aom-pull', 'alarm-aom', 'AOM events', 'AOM 事件', 'Asks the events API of Application Operations Management once a minute.', '每分钟查询一次应用运维管理的事件接口。', {
    endpoint: { type: 'string', format: 'uri', 'x-destination': true, title: 'Endpoint', description: 'https://aom.<region>.myhuaweicloud.com', ...zh('终端节点') },
    region: { type: 'string', enum: ['cn-north-4', 'ap-southeast-3', 'eu-west-101'], default: 'cn-north-4', title: 'Region', ...zh('区域') },
    accessKey: { type: 'string', pattern: '^[A-Z0-9]{20}$', title: 'Access key', description: '20 capital letters and digits', ...zh('访问密钥 AK', '20 位大写字母和数字') },
    secretKey: { type: 'string', minLength: 40, maxLength: 40, writeOnly: true, title: 'Secret key', ...zh('访问密钥 SK') },
    every: { type: 'integer', minimum: 30, maximum: 3600, default: 60, title: 'Seconds between two questions', ...zh('查询间隔（秒）') },
    groups: { type: 'array', maxItems: 20, items: { type: 'string', maxLength: 64 }, title: 'Resource groups', ...zh('资源组') },
    resolved: { type: 'boolean', default: true, title: 'Recoveries too', ...zh('同时读取恢复事件') },
  }, ['secretKey'], ['endpoint', 'accessKey', 'secretKey']),
  source('ces', 'alarm-ces', 'Cloud Eye', '云监控服务 CES', 'Alarms of Cloud Eye, pushed through Simple Message Notification.', '通过消息通知服务推送的云监控告警。', { topicUrn: { type: 'string', maxLength: 200, title: 'Topic URN', ...zh('主题 URN') } }),
  source('grafana', 'alarm-grafana', 'Grafana alerting', 'Grafana 告警', 'The webhook contact point of Grafana.', 'Grafana 的 Webhook 联络点。'),
  source('zabbix', 'alarm-zabbix', 'Zabbix', 'Zabbix', 'The webhook media type of Zabbix.', 'Zabbix 的 Webhook 媒介类型。'),
  source('nagios', 'alarm-nagios', 'Nagios', 'Nagios', 'Host and service notifications of Nagios, by a command that posts them.', '由命令发送的 Nagios 主机和服务通知。'),
]
export const secretsOf = (id: string) => sources.find(s => s.id === id)?.secretSettings ?? []

/** What settings become, as on the server: a secret that is left out stays, null removes it. */
export function keep(secrets: string[], before: { settings: Settings; secretsSet: string[] }, given?: Settings) {
  if (!given) return before
  const settings = Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== null && !secrets.includes(name)))
  if (Object.values(settings).includes('refuse')) throw new Refusal(400, 'Bad input.', undefined, [{ field: `settings.${Object.keys(settings).find(k => settings[k] === 'refuse')}`, message: 'is refused by the mock' }])
  return { settings, secretsSet: secrets.filter(name => (name in given ? given[name] !== null : before.secretsSet.includes(name))) }
}
