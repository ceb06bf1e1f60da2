import { onBeforeUnmount, onMounted, type Ref } from 'vue'

/** `/` search, `r` read again, `j` and `k` (or the arrows, once in the list) move between the rows' links; Enter is the link's own. */
export function useTableKeys(root: Ref<HTMLElement | undefined>, does: { search: () => void; refresh: () => void }) {
  function onKey(e: KeyboardEvent) {
    const at = e.target as HTMLElement
    if (at.tagName === 'INPUT' && e.key === 'Escape') return at.blur()
    if (e.ctrlKey || e.metaKey || e.altKey || /INPUT|TEXTAREA|SELECT/.test(at.tagName) || at.isContentEditable) return
    if ([...document.querySelectorAll<HTMLElement>('.el-overlay')].some(o => o.style.display !== 'none')) return
    const links = [...(root.value?.querySelectorAll<HTMLElement>('.row-link') ?? [])]
    const here = links.indexOf(at)
    const go = (to: number) => {
      e.preventDefault()
      links[Math.max(0, Math.min(links.length - 1, to))]?.focus()
    }
    if (e.key === '/') {
      e.preventDefault()
      does.search()
    } else if (e.key === 'r') does.refresh()
    else if (e.key === 'j' || (e.key === 'ArrowDown' && here >= 0)) go(here + 1)
    else if (e.key === 'k' || (e.key === 'ArrowUp' && here >= 0)) go(here - 1)
  }
  onMounted(() => addEventListener('keydown', onKey))
  onBeforeUnmount(() => removeEventListener('keydown', onKey))
}
