import type { Assumable } from './agency'

/** Those whose tenant, name or description has the text, in any case of letters. */
export function matching(all: Assumable[], text: string | undefined): Assumable[] {
  const sought = text?.trim().toLowerCase()
  return sought ? all.filter(a => [a.tenant, a.name, a.description].some(s => s?.toLowerCase().includes(sought))) : all
}
