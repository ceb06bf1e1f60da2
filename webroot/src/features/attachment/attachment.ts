import { ApiError, type Schemas } from '@/shared/api/client'

export type Attachment = Schemas['FileAttachment']
/** A file must have less. */
export const LIMIT = 50 * 2 ** 20
export const MOST = 20

/** `1.5 MB`, with the steps that people know from their disks. */
export function fmtSize(bytes: number, locale: string): string {
  const units = ['B', 'KB', 'MB', 'GB']
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const n = bytes / 1024 ** step
  return `${n.toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: step && n < 10 ? 1 : 0 })} ${units[step]}`
}
/** Why a file is not sent at all: a key of the texts. */
export const fileProblem = (file: { size: number }): 'files.tooLarge' | 'files.empty' | undefined =>
  file.size >= LIMIT ? 'files.tooLarge' : file.size ? undefined : 'files.empty'

/** An upload that waits, runs or has failed. */
export interface Upload {
  id: number
  file: File
  /** 0 to 1. */
  part: number
  state: 'waiting' | 'sending' | 'failed'
  problem?: string
}

function parsed(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
/** Sends a file; `progress` gets the part that is sent, 0 to 1. Fails with an ApiError, status 0 when it is aborted. */
export function sendFile(path: string, file: File, progress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
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
/** Reads a file and gives it to the browser to save. */
export async function saveFile(path: string, name: string): Promise<void> {
  const response = await fetch(`/api/v1${path}`).catch(() => Promise.reject(new ApiError(0)))
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => undefined), Number(response.headers.get('retry-after')) || undefined)
  const url = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
