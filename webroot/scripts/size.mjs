// Says how much JavaScript each page brings, gzipped, with all that it imports; fails above the limit.
// Run after a build: `npm run size [-- folder]`.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT = 300_000
const folder = `${process.argv[2] ?? 'target/dist'}/assets`
if (!existsSync(folder)) throw new Error(`No build in ${folder}`)
const files = new Map(readdirSync(folder).filter(f => f.endsWith('.js')).map(f => [f, readFileSync(`${folder}/${f}`, 'utf8')]))
const size = new Map([...files].map(([f, text]) => [f, gzipSync(text, { level: 9 }).length]))
const imports = f => [...files.get(f).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(m => m[1]).filter(i => files.has(i))
function closure(from, seen = new Set()) {
  for (const f of from)
    if (!seen.has(f)) {
      seen.add(f)
      closure(imports(f), seen)
    }
  return seen
}
const entry = [...files.keys()].filter(f => readFileSync(`${folder}/../index.html`, 'utf8').includes(f))
const pages = [...files.keys()].filter(f => /Page-/.test(f))
let worst = 0
for (const page of pages) {
  // a list's filters load their selects a moment later: counted too
  const own = closure([...entry, page])
  const all = closure([...own, ...[...files.keys()].filter(f => /Select-/.test(f) && [...own].some(o => files.get(o).includes(`./${f}`)))])
  const total = [...all].reduce((sum, f) => sum + size.get(f), 0)
  worst = Math.max(worst, total)
  console.log(`${page.replace(/-[^-]+\.js$/, '').padEnd(22)} ${(total / 1000).toFixed(1)} kB`)
}
if (worst > LIMIT) {
  console.error(`More than ${LIMIT / 1000} kB.`)
  process.exit(1)
}
