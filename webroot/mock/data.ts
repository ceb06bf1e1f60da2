import type { components } from '../src/shared/api/schema'
import { sources } from './sources.ts'

export type S = components['schemas']
let seed = 11
export const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
export const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
let last = 0
export const newId = () => `0190a000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`
export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
export const now = () => new Date().toISOString()

export const engineers: S['Engineer'][] = [
  ['Lin Wei', 'linwei', 'lin.wei@example.org', 'zh'],
  ['Ada Novak', 'ada', 'ada@example.org', 'en'],
  ['Maria Costa', undefined, 'maria.costa@example.org', 'en'],
  ['Zhao Min', 'zm', undefined, 'zh'],
].map(([name, alias, email, language], i) => ({ id: newId(), name: name!, alias, email, language: language as 'en' | 'zh', createdAt: ago(90_000 - i * 700), userId: i < 3 ? newId() : undefined }))
export const person = (e: { id: string; name: string }): S['Person'] => ({ id: e.id, name: e.name })
export const me: S['Person'] = { id: newId(), name: 'admin' }

// The default project of a tenant has the tenant's id.
export const projects: S['Project'][] = [
  { id: newId(), name: 'Default', enabled: true, isDefault: true, createdAt: ago(120_000), description: 'Whatever names no other project' },
  { id: newId(), name: 'Payments', enabled: true, isDefault: false, createdAt: ago(80_000), description: 'Card gateway, ledger and payouts' },
  { id: newId(), name: 'Search', enabled: true, isDefault: false, createdAt: ago(60_000) },
  { id: newId(), name: 'Legacy billing', enabled: false, isDefault: false, createdAt: ago(100_000), description: 'To be switched off by the end of the year' },
]
const instructions = {
  en: 'Add a receiver to `alertmanager.yml`:\n\n```yaml\nreceivers:\n  - name: opencoc\n    webhook_configs:\n      - url: http://coc.example.org:8080/hooks/alarms/4f1c9e\n        send_resolved: true\n```\n\nThen reload:\n\n```\ncurl -X POST http://localhost:9093/-/reload\n```\n\n1. Keep `send_resolved` on.\n2. Send a test alarm from this page.',
  zh: '在 `alertmanager.yml` 中加入接收器：\n\n```yaml\nreceivers:\n  - name: opencoc\n    webhook_configs:\n      - url: http://coc.example.org:8080/hooks/alarms/4f1c9e\n        send_resolved: true\n```\n\n然后重新加载：\n\n```\ncurl -X POST http://localhost:9093/-/reload\n```\n\n1. 保持 `send_resolved` 开启。\n2. 在本页发送一条测试告警。',
}
export const newIntegration = (source: string, name: string, description?: string, projectId = projects[0]!.id): S['IntegrationDetail'] => {
  const key = Array.from({ length: 40 }, () => pick([...'abcdefghjkmnpqrstuvwxyz23456789'])).join('')
  return {
    id: newId(), projectId, source, name, description, key, instructions, enabled: true, createdAt: now(), received: 0, rejected: 0, perMinute: 0, series: [],
    sourceName: sources.find(s => s.id === source)?.name, sourceAvailable: true, settings: {}, secretsSet: [], url: `http://coc.example.org:8080/hooks/alarms/${key}`,
  }
}
export const integrations: S['IntegrationDetail'][] = [
  { ...newIntegration('prometheus', 'Production cluster', 'EU and AP production', projects[1]!.id), createdAt: ago(70_000), lastReceivedAt: ago(0.3), received: 48_211, rejected: 3, perMinute: 33.4, lastError: 'alerts[3].labels: must be an object', lastErrorAt: ago(190),
    series: Array.from({ length: 60 }, (_, i) => ({ at: ago(60 - i), received: Math.round(28 + 12 * Math.sin(i / 6) + random() * 8), rejected: i % 23 === 7 ? 2 : 0 })) },
  { ...newIntegration('webhook', 'Home-grown monitors', 'JSON of the shop’s own checks'), createdAt: ago(30_000), lastReceivedAt: ago(12), received: 77, settings: { name: 'event.title', level: 'event.severity', fingerprint: 'event.id', levels: 'high=CRITICAL, low=MINOR' } },
  { ...newIntegration('pagerduty', 'Old pager scripts'), createdAt: ago(20_000), enabled: false, secretsSet: ['routing_key'] },
  { ...newIntegration('icinga', 'Icinga of the branch office'), createdAt: ago(90_000), sourceName: { en: 'Icinga', zh: 'Icinga' }, sourceAvailable: false },
  { ...newIntegration('prometheus', 'Staging'), createdAt: ago(50_000), lastReceivedAt: ago(190), received: 214, enabled: false },
]

export const levels = ['critical', 'major', 'minor', 'suggestion'] as const
const names = ['HighErrorRate', 'DiskWillFillIn6h', 'ReplicaLagHigh', 'CertificateExpiresSoon', 'PodCrashLooping', 'QueueDepthHigh', 'NodeNotReady', 'P99LatencyHigh', 'BackupJobFailed']
const resources = ['pay-gateway-01', 'order-db-primary', 'edge-nginx-07', 'k8s-node-eu-12', 'kafka-broker-3', 'redis-session-2']
const raw = (name: string, resource: string) => JSON.stringify({ status: 'firing', labels: { alertname: name, severity: 'critical', instance: resource, team: 'payments' }, annotations: { summary: `${name} on ${resource}`, note: '<script>alert(1)</script>' } })

export const newAlarm = (name: string, minutes: number): S['AlarmDetail'] => {
  const resource = pick(resources)
  const level = levels[Math.floor(random() * random() * 4)]!
  const number = `ALM${String(++alarmNumber).padStart(6, '0')}`
  return {
    id: newId(), number, projectId: integrations[0]!.projectId, integrationId: integrations[0]!.id, integrationName: 'Production cluster', source: 'prometheus', alarmId: name, fingerprint: Math.floor(random() * 1e15).toString(16).padStart(16, '0'),
    name, level, state: 'firing', count: 1 + Math.floor(random() * 60), startsAt: ago(minutes), firstAt: ago(minutes), lastAt: ago(minutes / 3), namespace: 'payments', region: pick(['eu-west-1', 'ap-east-1']),
    application: pick(['Payments', 'Orders', 'Search']), resourceName: resource, resourceId: `i-${number.slice(3)}`, description: `${name} on ${resource}: 97.3 > 95 for 5 min`, url: 'http://prometheus.example.org/graph?g0.expr=up',
    additional: { team: 'payments', severity: level, summary: `${name} on ${resource}`, runbook: 'http://wiki.example.org/runbooks/1' }, raw: raw(name, resource),
  }
}
let alarmNumber = 100
export const alarms: S['AlarmDetail'][] = Array.from({ length: 64 }, (_, i) => {
  const alarm = newAlarm(pick(names), 4 + i * 19)
  return i % 3 === 2 ? { ...alarm, state: i % 2 ? 'recovered' as const : 'cleared' as const, endedAt: ago(2 + i) } : alarm
})
export const original = (a: S['AlarmDetail'], minutes: number): S['OriginalAlarmDetail'] => {
  const { number: _n, state, count: _c, firstAt: _f, lastAt: _l, endedAt: _e, incident: _i, owner: _o, ruleName: _r, ...rest } = a
  return { ...rest, id: newId(), status: state === 'firing' ? 'alarm' : 'ok', receivedAt: ago(minutes) }
}
export const originals: S['OriginalAlarmDetail'][] = Array.from({ length: 190 }, (_, i) => original(alarms[i % alarms.length]!, i * 1.7))
