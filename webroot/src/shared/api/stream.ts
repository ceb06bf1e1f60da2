/** The topics of `/events`; each is also the first part of the query keys that it touches. */
export const topics = ['incident', 'todo', 'alarm', 'originalAlarm', 'integration', 'forwardingRule', 'engineer', 'notification', 'notificationChannel', 'schedule', 'scheduleFeed', 'user', 'group', 'policy', 'project', 'tenant', 'session', 'token', 'identityProvider', 'agency', 'trace', 'plugin', 'reset'] as const
export type Topic = (typeof topics)[number]
export type LiveState = 'connecting' | 'live' | 'down'
export type StreamMessage = { state: LiveState; refused?: boolean } | { topic: Topic; ids: string[] }

/**
 * Keeps one event stream open and passes on what it says. A browser's EventSource reconnects by itself after a broken connection but
 * gives up when the server refuses; then it is tried again later, and `refused` tells the page to look at its session.
 */
export class Stream {
  private source: EventSource | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private seen = false
  private delay = 2000
  state: LiveState = 'connecting'

  constructor(private readonly tell: (message: StreamMessage) => void) {}

  open() {
    if (this.source) return
    clearTimeout(this.timer)
    const source = (this.source = new EventSource('/api/v1/events'))
    source.onopen = () => {
      if (this.seen) this.tell({ topic: 'reset', ids: [] })
      this.seen = true
      this.delay = 2000
      this.set('live')
    }
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED
      this.set('down', refused)
      if (!refused) return
      this.source = undefined
      this.timer = setTimeout(() => this.open(), this.delay)
      this.delay = Math.min(this.delay * 2, 60_000)
    }
    for (const topic of topics) source.addEventListener(topic, e => this.tell({ topic, ids: idsOf((e as MessageEvent<string>).data) }))
  }

  close() {
    clearTimeout(this.timer)
    this.source?.close()
    this.source = undefined
    this.state = 'connecting'
  }

  private set(state: LiveState, refused = false) {
    this.state = state
    this.tell({ state, refused })
  }
}

export function idsOf(data: string): string[] {
  try {
    const ids: unknown = JSON.parse(data).ids
    return Array.isArray(ids) ? ids.filter(i => typeof i === 'string') : []
  } catch {
    return []
  }
}
