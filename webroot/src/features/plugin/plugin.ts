import type { Schemas } from '@/shared/api/client'
import type { Tone } from '@/shared/ui/resource'

export type Plugin = Schemas['Plugin']
export type Health = Schemas['ExtensionHealth']
export const stateTones: Record<Plugin['state'], Tone> = { running: 'success', disabled: 'neutral', failed: 'danger', stopping: 'warning' }

/** How the API calls it: by its id, or by its file when it has none. */
export const pluginId = (p: Plugin) => p.id ?? p.file
/** Unlike its id, unique: a plug-in that is replaced is there twice until its old version has ended. */
export const pluginKey = (p: Plugin) => `${p.file} ${p.version} ${p.state}`
export const isTripped = (h: Health, now = Date.now()) => !!h.trippedUntil && Date.parse(h.trippedUntil) > now

const COUNTS = ['calls', 'refused', 'failures', 'timeouts', 'turnedAway'] as const
export type Counts = Record<(typeof COUNTS)[number], number>
/** Over all extensions of a plug-in. */
export const countsOf = (p: Plugin): Counts => Object.fromEntries(COUNTS.map(name => [name, p.extensions.reduce((sum, e) => sum + e.health[name], 0)])) as Counts
/** Whether somebody should look at it. */
export const troubled = (p: Plugin, now = Date.now()) => p.state === 'failed' || !!p.problem || p.extensions.some(e => isTripped(e.health, now))

export const MOST_BYTES = 50 * 1024 * 1024
/** What is wrong with a file before it is sent, as a key of the texts. */
export function fileProblem(file: { name: string; size: number }): string | undefined {
  if (!/\.jar$/i.test(file.name)) return 'plugin.upload.noJar'
  if (!file.size) return 'plugin.upload.empty'
  return file.size > MOST_BYTES ? 'plugin.upload.tooLarge' : undefined
}
