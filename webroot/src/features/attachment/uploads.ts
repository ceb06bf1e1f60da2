import { onScopeDispose, reactive } from 'vue'
import { ApiError } from '@/shared/api/client'
import { errorText, fieldErrors } from '@/shared/problem'
import { sendFile, type Attachment, type Upload } from './attachment'

type Send = (path: string, file: File, progress: (part: number) => void, signal: AbortSignal) => Promise<Attachment>

/** Files on their way, one after the other: a failed one stays to be sent again, a cancelled one goes, and the rest go on. */
export function useUploads(path: () => string, done: () => void, send: Send = sendFile) {
  const list = reactive<Upload[]>([])
  let last = 0
  let abort: AbortController | undefined
  let running = false
  onScopeDispose(() => {
    list.length = 0
    abort?.abort()
  })
  const drop = (upload: Upload) => {
    const at = list.findIndex(u => u.id === upload.id)
    if (at >= 0) list.splice(at, 1)
  }
  async function run() {
    if (running) return
    running = true
    for (let next = list.find(u => u.state === 'waiting'); next; next = list.find(u => u.state === 'waiting')) await one(next)
    running = false
  }
  async function one(upload: Upload) {
    abort = new AbortController()
    Object.assign(upload, { state: 'sending', part: 0 })
    try {
      await send(path(), upload.file, part => (upload.part = part), abort.signal)
      drop(upload)
      done()
    } catch (e) {
      if (abort.signal.aborted) drop(upload)
      else Object.assign(upload, { state: 'failed', problem: Object.values(fieldErrors(e)).join(' ') || (e instanceof ApiError && e.status === 415 && e.problem?.detail) || errorText(e) })
    }
  }
  return {
    list,
    /** A file that has a problem already is not sent, and says so. */
    add(file: File, problem?: string) {
      list.push({ id: ++last, file, part: 0, state: problem ? 'failed' : 'waiting', problem })
      return run()
    },
    /** Stops one that runs, forgets one that does not. */
    cancel(upload: Upload) {
      if (upload.state === 'sending') abort?.abort()
      else drop(upload)
    },
    again(upload: Upload) {
      Object.assign(upload, { state: 'waiting', problem: undefined })
      return run()
    },
  }
}
