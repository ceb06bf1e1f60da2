import { ago, alarms, integrations, newAlarm, newId, newIntegration, now, original, originals } from './data.ts'
import { contains, find, inProject, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'
import { keep, secretsOf } from './sources.ts'

on('GET', '/integrations', ({ query: q }) => page(integrations.filter(i => inProject(q, i) && contains(q.get('q'), i.name, i.description) && (!q.has('source') || i.source === q.get('source')) && (!q.has('enabled') || String(i.enabled) === q.get('enabled'))), q))
on('POST', '/integrations', ({ body }) => {
  if (integrations.some(i => i.name === body.name)) throw new Refusal(409, 'Taken.', undefined, [{ field: 'name', message: 'another integration has this name' }])
  const i = { ...newIntegration(body.source, body.name, body.description, body.projectId), ...keep(secretsOf(body.source), { settings: {}, secretsSet: [] }, body.settings) }
  integrations.unshift(i)
  tell('integration', i.id)
  return i
}, 201)
on('GET', '/integrations/{}', ({ params }) => find(integrations, params[0]))
on('PUT', '/integrations/{}', ({ params, body: { settings, ...body } }) => {
  const i = find(integrations, params[0])
  return Object.assign(i, { description: undefined }, body, keep(secretsOf(i.source), i, settings))
})
on('DELETE', '/integrations/{}', ({ params }) => {
  integrations.splice(integrations.indexOf(find(integrations, params[0])), 1)
  tell('integration', params[0]!)
})
on('POST', '/integrations/{}/enable', ({ params }) => Object.assign(find(integrations, params[0]), { enabled: true }))
on('POST', '/integrations/{}/disable', ({ params }) => Object.assign(find(integrations, params[0]), { enabled: false }))
on('POST', '/integrations/{}/renew-key', ({ params }) => {
  const { key, url } = newIntegration('prometheus', 'x')
  return Object.assign(find(integrations, params[0]), { key, url })
})
on('POST', '/integrations/{}/test', ({ params, body }) => {
  const i = find(integrations, params[0])
  const request = JSON.stringify({ version: '4', status: body.firing === false ? 'resolved' : 'firing', alerts: [{ labels: { alertname: body.name ?? 'OpenCOC test alarm' } }] }, null, 2)
  if (!i.enabled) return { status: 403, accepted: 0, answer: '{"title":"This integration is disabled."}', request }
  const alarm = newAlarm(body.name ?? 'OpenCOC test alarm', 0)
  alarms.unshift(alarm)
  originals.unshift({ ...original(alarm, 0), integrationId: i.id, integrationName: i.name, source: i.source })
  Object.assign(i, { lastReceivedAt: now(), received: i.received + 1 })
  tell('alarm', alarm.id)
  tell('originalAlarm', originals[0]!.id)
  return { status: 200, accepted: 1, answer: '{"accepted":1}', request }
})
on('GET', '/integrations/{}/rejected', ({ params }) => ({
  items: find(integrations, params[0]).rejected
    ? [
        { id: newId(), at: ago(190), reason: 'alerts[3].labels: must be an object', remote: '10.0.4.17', path: '/hooks/alarms/…', contentType: 'application/json', size: 2231, body: '{"version":"4","alerts":[{},{},{},{"labels":"<b>not an object</b>"}]}' },
        { id: newId(), at: ago(700), reason: 'The body is not JSON: unexpected end at 812.', remote: '10.0.4.17', path: '/hooks/alarms/…', contentType: 'application/json', size: 812, body: '{"version":"4","alerts":[{"labels":{"alertname":"Disk' },
      ]
    : [],
}))
