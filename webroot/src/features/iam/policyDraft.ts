import { computed, ref, shallowRef } from 'vue'
import { documentOf, draftOf, newDraft, write, type Draft } from './document'
import { readJson, type Json } from './json'

export type View = 'visual' | 'json'

/** A document in two views, of which the one that is open has the truth; the other is made anew when it is opened. */
export function usePolicyDraft() {
  const view = ref<View>('visual')
  const draft = shallowRef<Draft>(newDraft())
  const text = ref(write(documentOf(draft.value)))
  const reading = computed(() => readJson(text.value))
  /** Nothing while the text is no JSON. */
  const document = computed<Json | undefined>(() => (view.value === 'visual' ? documentOf(draft.value) : reading.value.problem ? undefined : reading.value.value))

  function load(json: Json) {
    text.value = write(json)
    const shown = draftOf(json)
    if (shown) draft.value = shown
    else view.value = 'json'
  }
  /** Opens a view. Gives false, and stays, for text that the visual editor cannot show at all. */
  function show(wanted: View): boolean {
    if (wanted === view.value) return true
    if (wanted === 'json') {
      const json = documentOf(draft.value)
      // What nobody changed keeps its own spaces and lines.
      if (reading.value.problem || JSON.stringify(reading.value.value) !== JSON.stringify(json)) text.value = write(json)
    } else {
      const shown = reading.value.problem ? undefined : draftOf(reading.value.value)
      if (!shown) return false
      draft.value = shown
    }
    view.value = wanted
    return true
  }
  return { view, draft, text, reading, document, load, show }
}
