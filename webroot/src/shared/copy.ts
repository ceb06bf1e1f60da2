/** Puts text on the clipboard, also where the page is not served over TLS and the newer way is missing. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard)
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // refused: try the older way
    }
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'sr'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}
