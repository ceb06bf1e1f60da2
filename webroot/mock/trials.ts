import { on } from './http.ts'
import { keep, sources } from './sources.ts'

on('GET', '/alarm-sources', () => ({ items: sources }))
on('POST', '/alarm-sources/{}/try', ({ body: { body, settings = {} } }) => {
  keep([], { settings: {}, secretsSet: [] }, settings)
  let json: any
  try {
    json = JSON.parse(body)
  } catch (e) {
    return { understood: false, status: 400, alarms: [], problems: [`The body is not JSON: ${(e as Error).message}`], answer: '{"title":"The request is not understood."}' }
  }
  const entries: any[] = Array.isArray(json?.alerts) ? json.alerts : [json]
  const good = entries.filter(e => e?.labels)
  const alarms = good.map(({ labels, annotations, status }, n) => ({
    fingerprint: `9c2f${n}e77a1b`, alarmId: `9c2f${n}e77a1b`, name: labels.alertname ?? 'Unnamed', level: (labels.severity ?? 'major').toUpperCase(), status: status === 'resolved' ? 'OK' : 'ALARM', startsAt: '2026-05-01T10:00:00Z', endsAt: status === 'resolved' ? '2026-05-01T10:20:00Z' : null,
    expiresAt: null, resourceName: labels.instance, description: annotations?.summary, region: labels.region, additional: labels, raw: JSON.stringify({ labels, annotations, status }),
  }))
  return { understood: true, status: 200, alarms, problems: entries.flatMap((e, n) => (e?.labels ? [] : [`alerts[${n}].labels: is missing`])), answer: JSON.stringify({ accepted: alarms.length }) }
})
