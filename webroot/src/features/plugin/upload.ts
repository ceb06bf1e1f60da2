import { ApiError } from '@/shared/api/client'
import type { Plugin } from './plugin'

const MEDIA_TYPE = 'application/java-archive'

function parsed(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
/** Sends a jar; `progress` gets the part that is sent, 0 to 1, which fetch cannot tell. Fails with an ApiError, status 0 when it is aborted. */
export function sendJar(file: Blob, replace: boolean, progress: (part: number) => void, signal: AbortSignal): Promise<Plugin> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/plugins${replace ? '?replace=true' : ''}`)
    request.setRequestHeader('content-type', MEDIA_TYPE)
    request.upload.onprogress = e => e.lengthComputable && progress(e.loaded / e.total)
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status === 201 && body) resolve(body)
      else reject(new ApiError(request.status, body, Number(request.getResponseHeader('retry-after')) || undefined))
    }
    request.onerror = request.onabort = () => reject(new ApiError(0))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
