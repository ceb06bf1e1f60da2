/** The little of Markdown that instructions use. What is not understood stays text; nothing ever becomes HTML. */
export type Inline = { kind: 'text' | 'code' | 'bold'; text: string }
export type Block = { kind: 'paragraph' | 'heading'; text: Inline[] } | { kind: 'code'; code: string } | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] }

export function inline(text: string): Inline[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter(Boolean)
    .map(part => (/^`.+`$/.test(part) ? { kind: 'code', text: part.slice(1, -1) } : /^\*\*.+\*\*$/.test(part) ? { kind: 'bold', text: part.slice(2, -2) } : { kind: 'text', text: part }))
}

const ITEM = /^\s*(?:[-*]|\d+\.)\s+/

export function blocks(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const result: Block[] = []
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!
    if (line.trimStart().startsWith('```')) {
      const code: string[] = []
      for (i++; i < lines.length && !lines[i]!.trimStart().startsWith('```'); i++) code.push(lines[i]!)
      i++
      result.push({ kind: 'code', code: code.join('\n') })
    } else if (/^#{1,4}\s/.test(line)) {
      result.push({ kind: 'heading', text: inline(line.replace(/^#+\s+/, '')) })
      i++
    } else if (ITEM.test(line)) {
      const items: string[] = []
      const number = /^\s*(\d+)/.exec(line)?.[1]
      for (; i < lines.length && (ITEM.test(lines[i]!) || (/^\s+\S/.test(lines[i]!) && items.length)); i++)
        ITEM.test(lines[i]!) ? items.push(lines[i]!.replace(ITEM, '')) : (items[items.length - 1] += ` ${lines[i]!.trim()}`)
      result.push({ kind: 'list', ordered: !!number, start: Number(number ?? 1), items: items.map(inline) })
    } else if (!line.trim()) i++
    else {
      const words: string[] = []
      for (; i < lines.length && lines[i]!.trim() && !ITEM.test(lines[i]!) && !/^(#{1,4}\s|\s*```)/.test(lines[i]!); i++) words.push(lines[i]!.trim())
      result.push({ kind: 'paragraph', text: inline(words.join(' ')) })
    }
  }
  return result
}
