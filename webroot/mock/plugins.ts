import { ago, now, random, type S } from './data.ts'
import { on, Refusal } from './http.ts'
import { tell } from './live.ts'
import { sources } from './sources.ts'

type Plugin = S['Plugin']
type Extension = S['PluginExtension']
const health = (calls: number, over: Partial<Extension['health']> = {}): Extension['health'] => ({
  calls, refused: 0, failures: 0, timeouts: 0, turnedAway: 0, inFlight: 0, lastErrors: [], ...(calls ? { meanMillis: 0.4 + random(), lastMillis: 0.3, lastCallAt: ago(0.4) } : {}), ...over,
})
const ofSource = (id: string, h: Extension['health']): Extension => {
  const { plugin: _, ...s } = sources.find(x => x.id === id)!
  return { kind: 'alarmSource', ...s, health: h }
}
const bundled = (id: string, extensions: Extension[]): Plugin => ({ file: `${id}-1.0.0.jar`, id, version: '1.0.0', provider: 'OpenCOC', requires: '^1.0.0', bundled: true, state: 'running', signer: undefined, loadedAt: ago(4000), inFlight: 0, extensions })
const plugins: Plugin[] = [
  bundled('alarm-prometheus', [ofSource('prometheus', health(48_214, { refused: 3 }))]),
  bundled('alarm-webhook', [ofSource('webhook', health(77)), ofSource('pagerduty', health(0))]),
  { ...bundled('notify-email', [{ kind: 'notificationChannel', id: 'email', name: { en: 'E-mail', zh: '电子邮件' }, description: { en: 'Sends mail.', zh: '发送邮件。' }, settingsSchema: {}, secretSettings: [], health: health(912, { failures: 4, timeouts: 9, lastErrors: [{ at: ago(44), message: 'timed out after 30 s' }, { at: ago(61), message: '421 4.7.0 Try again later' }] }) }]) },
  { ...bundled('alarm-nagios', []), state: 'disabled', loadedAt: undefined },
  { file: 'acme-monitor-2.3.1.jar', id: 'acme-monitor', version: '2.3.1', provider: 'Acme Corp.', requires: '^1.0.0', bundled: false, state: 'running', signer: 'CN=Acme Release', loadedAt: ago(90), inFlight: 2, extensions: [{ ...ofSource('zabbix', health(3120, { failures: 41, timeouts: 12, turnedAway: 230, trippedUntil: ago(-1.5), lastErrors: [{ at: ago(0.2), message: 'java.lang.NullPointerException: Cannot invoke "String.length()" because "host" is null at com.acme.monitor.HostReader.read(HostReader.java:88)' }, { at: ago(0.6), message: 'gave no answer within 2 s' }] })), id: 'acme', name: { en: 'Acme monitor', zh: 'Acme 监控' } }] },
  { file: 'acme-monitor-2.3.0.jar', id: 'acme-monitor', version: '2.3.0', provider: 'Acme Corp.', requires: '^1.0.0', bundled: false, state: 'stopping', loadedAt: ago(900), inFlight: 1, extensions: [] },
  { file: 'broken.jar', bundled: false, state: 'failed', problem: 'broken.jar has no META-INF/MANIFEST.MF with Plugin-Id: it is no plug-in', extensions: [] },
]
const find = (id: string) => {
  const p = plugins.find(x => (x.id ?? x.file) === decodeURIComponent(id) && x.state !== 'stopping')
  if (!p) throw new Refusal(404, 'Not found.')
  return p
}
const put = (p: Plugin, over: Partial<Plugin>) => {
  tell('plugin', p.id ?? p.file)
  return Object.assign(p, over)
}
on('GET', '/plugins', () => ({ items: plugins, apiVersion: '1.0.0', requireSigned: false }))
on('POST', '/plugins/{}/enable', ({ params }) => put(find(params[0]!), { state: 'running', loadedAt: now() }))
on('POST', '/plugins/{}/disable', ({ params }) => put(find(params[0]!), { state: 'disabled', loadedAt: undefined }))
on('DELETE', '/plugins/{}', ({ params }) => {
  const p = find(params[0]!)
  if (p.bundled) throw new Refusal(409, 'Bundled.', 'A bundled plug-in can only be disabled.')
  plugins.splice(plugins.indexOf(p), 1)
  tell('plugin', p.id ?? p.file)
})
// The mock cannot read a jar: its text names it, as `id version`.
on('POST', '/plugins', ({ query, body }) => {
  const [id, version] = String(body ?? '').trim().split(' ')
  if (!id || !version) throw new Refusal(400, 'This jar cannot be loaded.', 'It has no manifest with Plugin-Id.')
  const old = plugins.find(p => p.id === id && p.state !== 'stopping')
  if (old && query.get('replace') !== 'true') throw new Refusal(409, 'There is already a plug-in with this id.', `${id} ${old.version} is there: say that it may be replaced.`, undefined, undefined, 'pluginExists')
  if (old) plugins.splice(plugins.indexOf(old), 1)
  const p: Plugin = { file: `${id}-${version}.jar`, id, version, provider: 'Stranger', requires: '^1.0.0', bundled: false, state: 'running', loadedAt: now(), inFlight: 0, extensions: [] }
  plugins.push(p)
  tell('plugin', id)
  return p
}, 201)
