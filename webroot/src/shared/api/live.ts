import { onScopeDispose, ref } from 'vue'
import type { QueryClient } from '@tanstack/vue-query'
import { Stream, type LiveState, type StreamMessage, type Topic } from './stream'

export const liveState = ref<LiveState>('connecting')

type Listener = (ids: string[]) => void
const listeners = new Map<Topic, Set<Listener>>()

/** Calls `run` with the ids of what changed; ends with the component. */
export function onLive(topic: Topic, run: Listener) {
  const set = listeners.get(topic) ?? new Set()
  listeners.set(topic, set.add(run))
  onScopeDispose(() => set.delete(run))
}

// The overview counts incidents and alarms, and an alarm's row names its incident. The list of original alarms refreshes itself, at its own pace.
const touches: Partial<Record<Topic, string[]>> = { incident: ['incident', 'overview', 'alarm'], alarm: ['alarm', 'overview'], originalAlarm: [] }

/** Reads again what changed, one round at a time, so that a busy stream cannot starve a slow query. */
export function refresher(client: QueryClient) {
  const running = new Set<string>()
  const dirty = new Set<string>()
  return async function refresh(key: string) {
    dirty.add(key)
    if (running.has(key)) return
    running.add(key)
    while (dirty.delete(key))
      await client.invalidateQueries(
        { queryKey: key === 'reset' ? [] : [key], refetchType: document.hidden ? 'none' : 'active' },
        { cancelRefetch: false },
      )
    running.delete(key)
  }
}

interface Line {
  open(): void
  close(): void
  /** For all tabs. */
  end(): void
}
let current: Line | undefined
function line(receive: (message: StreamMessage) => void): Line {
  if (typeof SharedWorker === 'undefined') {
    const stream = new Stream(receive)
    return { open: () => stream.open(), close: () => stream.close(), end: () => stream.close() }
  }
  const worker = new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'opencoc-live' })
  worker.port.onmessage = e => receive(e.data)
  return { open: () => worker.port.postMessage('open'), close: () => worker.port.postMessage('close'), end: () => worker.port.postMessage('end') }
}
/** Ends the stream for all tabs, which belongs to the session that it began with; the page that is loaded next opens another. */
export const endLive = () => current?.end()

/** Opens the browser's one stream; `refused` runs when the server turns it away. Gives what ends it. */
export function startLive(client: QueryClient, refused: () => void) {
  const refresh = refresher(client)
  const connection = line(message => {
    if ('state' in message) {
      liveState.value = message.state
      if (message.refused) refused()
      return
    }
    for (const key of touches[message.topic] ?? [message.topic]) void refresh(key)
    listeners.get(message.topic)?.forEach(run => run(message.ids))
  })
  current = connection
  const hide = () => connection.close()
  const show = (e: PageTransitionEvent) => e.persisted && connection.open()
  connection.open()
  addEventListener('pagehide', hide)
  addEventListener('pageshow', show)
  return () => {
    removeEventListener('pagehide', hide)
    removeEventListener('pageshow', show)
    connection.close()
    current = undefined
    liveState.value = 'connecting'
  }
}
