import type { ServerResponse } from 'node:http'

const listeners = new Set<ServerResponse>()

export function listen(response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': hello\n\n')
  listeners.add(response)
  response.on('close', () => listeners.delete(response))
}
export function tell(topic: string, ...ids: string[]) {
  for (const l of listeners) l.write(`event: ${topic}\ndata: ${JSON.stringify({ ids, count: ids.length })}\n\n`)
}
