import { computed, ref, shallowRef } from 'vue'
import { ElMessage } from 'element-plus'
import { i18n } from '@/app/i18n'
import { describeAction } from './actions'
import { ApiError } from './api/client'

const titles: Record<number, string> = { 0: 'unreachable', 404: 'notFound', 409: 'conflict', 413: 'tooLarge', 429: 'tooMany', 503: 'busy', 504: 'busy' }

/** The action that is missing, when the server refused because of it. */
export const neededAction = (detail: string | undefined) => /^This needs the action (coc:\w+:\w+)\b/.exec(detail ?? '')?.[1]

/** A refusal in words: what the user would need, called as policies call it, and whom to ask for it. */
function refusal(detail: string | undefined): string {
  const { t, locale } = i18n.global
  const action = neededAction(detail)
  if (action) return t('problem.needs', { what: describeAction(action, locale.value), action })
  // Any other reason (such as a password that must be changed first) is the server's to explain.
  return `${t('problem.forbidden')} ${detail ?? t('problem.ask')}`
}

/** What to tell the user: the kind of failure in the user's language, then the server's own words. */
export function errorText(error: unknown): string {
  const { t } = i18n.global
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
  if (error.status === 403) return refusal(error.problem?.detail)
  const kind = titles[error.status]
  if (!kind) return error.message
  return error.problem?.detail ? `${t(`problem.${kind}`)} ${error.problem.detail}` : t(`problem.${kind}`)
}

const complaints: [RegExp, string][] = [
  [/^must be at least 1 characters long|regex pattern \\S$|^required property/, 'needed'],
  [/^must be at least (\d+) characters long/, 'tooShort'],
  [/^must be at most (\d+) characters long/, 'tooLong'],
  [/^must have a minimum value of (\S+)/, 'tooSmall'],
  [/^must have a maximum value of (\S+)/, 'tooBig'],
  [/email pattern/, 'email'],
  [/^must have (\d+) to (\d+) characters; it has (\d+)/, 'length'],
  [/^must not contain the name of the user, the tenant/, 'names'],
  [/^must not repeat a few characters/, 'runs'],
  [/^is one of those that are tried first/, 'common'],
]
/** The commonest complaints of the contract in the user's language; any other as the server says it. */
export function inWords(message: string): string {
  for (const [pattern, key] of complaints) {
    const found = pattern.exec(message)
    if (found) return i18n.global.t(`problem.said.${key}`, { n: found[1] ?? '', to: found[2] ?? '', is: found[3] ?? '' })
  }
  return message
}

/** The first message for each field of a refused body, by the server's name of the field. */
export function fieldErrors(error: unknown): Record<string, string> {
  const errors = error instanceof ApiError ? error.problem?.errors : undefined
  return Object.fromEntries((errors ?? []).toReversed().map(e => [e.field.replace(/^body\./, ''), inWords(e.message)]))
}

/**
 * Runs one action of a form: busy while it runs, and the server's complaint kept by field. `placed` says which fields show their own
 * message; the others come together in `rest`.
 */
export function useSubmit(placed: (field: string) => boolean = () => false) {
  const busy = ref(false)
  const error = shallowRef<unknown>()
  const errors = computed(() => fieldErrors(error.value))
  const rest = computed(() => {
    if (!error.value) return []
    const entries = Object.entries(errors.value)
    const loose = entries.filter(([field]) => !placed(field)).map(([field, message]) => `${field}: ${message}`)
    return entries.length ? loose : [errorText(error.value)]
  })
  async function run<T>(action: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    error.value = undefined
    try {
      return await action()
    } catch (e) {
      error.value = e
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, error, errors, rest, run, clear: () => (error.value = undefined) }
}

/** Runs an action that has no form: says that it is done, or what went wrong. Gives whether it was done. */
export async function attempt(action: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await action()
    if (done) ElMessage.success(done)
    return true
  } catch (e) {
    ElMessage.error({ message: errorText(e), duration: 8000, showClose: true })
    return false
  }
}
