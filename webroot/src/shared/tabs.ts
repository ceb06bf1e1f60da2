import { endLive } from './api/live'

// All tabs of a browser share one session. Where it becomes another's, nothing that was read, typed or subscribed to before may stay in any of them.
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('opencoc-session')

/** Begins anew in every tab, after the browser's session has become one of another user or tenant. */
export function startOver() {
  endLive()
  channel?.postMessage('changed')
  location.assign('/')
}
/** Runs when another tab has done so. */
export function onStartOver(run: () => void) {
  channel?.addEventListener('message', run)
  return () => channel?.removeEventListener('message', run)
}
