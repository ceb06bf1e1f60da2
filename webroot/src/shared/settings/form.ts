import { computed, reactive, ref, shallowRef } from 'vue'
import { goesElsewhere, problemOf, type Problem } from './check'
import { draftOf, fieldsOf, settingsOf, type Described, type Draft } from './schema'

/** `keep`: the secret stays as it is; `give`: another is typed; `remove`: it goes. */
export type SecretMode = 'keep' | 'give' | 'remove'
const nothing: Described = { settingsSchema: {} }
/** The name of the setting that the server's complaint is about: `settings.host` and `settings.to[1]` are `host` and `to`; undefined for any other field. */
export const settingOf = (field: string) => /^\/?settings[./]([^.[/]+)/.exec(field)?.[1]

/**
 * The state of a form of settings: `take` begins with what is kept, `check` says whether it may be sent and shows what is wrong, `settings`
 * is what to send.
 */
export function useSettings() {
  const described = shallowRef<Described>(nothing)
  const fields = computed(() => fieldsOf(described.value))
  const draft = reactive<Draft>({})
  const modes = reactive<Record<string, SecretMode>>({})
  const touched = reactive(new Set<string>())
  const tried = ref(false)
  const state = () => JSON.stringify([draft, modes])
  const start = ref(state())

  const isSet = (name: string) => !!described.value.secretsSet?.includes(name)
  /** Whether the secrets that are kept must be given again. */
  const moved = computed(() => !!described.value.secretsSet?.length && goesElsewhere(fields.value, draft, described.value.settings ?? {}))
  const modeOf = (name: string): SecretMode => modes[name] ?? (isSet(name) && !moved.value ? 'keep' : 'give')
  const removed = computed(() => fields.value.filter(f => f.kind === 'secret' && isSet(f.name) && modeOf(f.name) === 'remove').map(f => f.name))
  const problems = computed(() => {
    const found: Record<string, Problem> = {}
    for (const f of fields.value) {
      const set = f.kind === 'secret' && isSet(f.name)
      const mode = modeOf(f.name)
      if (set && mode === 'keep') continue
      const given = set && mode === 'remove' ? '' : draft[f.name]
      // One that is to be replaced and left empty stays, unless it would go elsewhere.
      const problem = set && mode === 'give' && !given ? (moved.value ? { key: 'settings.giveAgain' } : undefined) : problemOf(f, given)
      if (problem) found[f.name] = problem
    }
    return found
  })
  const settings = computed(() => {
    // What cannot be read as a value is left out; `check` forbids to send it.
    const good = fields.value.filter(f => !problems.value[f.name])
    return settingsOf(good, draft, removed.value)
  })
  const dirty = computed(() => state() !== start.value)

  return reactive({
    fields,
    draft,
    moved,
    problems,
    /** By name: the problems of fields that the user has changed, or of all once it was tried to save. */
    shown: computed(() => Object.fromEntries(Object.entries(problems.value).filter(([name]) => tried.value || touched.has(name)))),
    settings,
    dirty,
    isSet,
    modeOf,
    set(name: string, value: unknown) {
      draft[name] = value
      touched.add(name)
    },
    setMode(name: string, mode: SecretMode) {
      modes[name] = mode
      draft[name] = ''
    },
    take(next: Described | undefined) {
      described.value = next ?? nothing
      for (const of of [draft, modes]) for (const name of Object.keys(of)) delete of[name]
      Object.assign(draft, draftOf(fields.value, described.value.settings ?? {}))
      touched.clear()
      tried.value = false
      start.value = state()
    },
    check() {
      tried.value = true
      return !Object.keys(problems.value).length
    },
    /** Whether the form shows the server's complaint about this field itself. */
    places: (field: string) => fields.value.some(f => f.name === settingOf(field)),
  })
}
export type SettingsState = ReturnType<typeof useSettings>
