// The order matters: most browsers also name those that they are like.
const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/MicroMessenger\/(\d+)/, 'WeChat'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/HeadlessChrome\/(\d+)/, 'Chrome (headless)'],
  [/(?:Chrome|CriOS|Chromium)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]
export interface Agent {
  /** The program, with its main version. */
  program: string
  system?: string
}
/** What a User-Agent header says, for people; undefined when it is empty. It is what the client claims, no proof. */
export function readAgent(header: string | undefined): Agent | undefined {
  const text = header?.trim()
  if (!text) return undefined
  const system = systems.find(([pattern]) => pattern.test(text))?.[1]
  for (const [pattern, name] of browsers) {
    const found = pattern.exec(text)
    if (found) return { program: `${name} ${found[1]}`, system }
  }
  // Programs call themselves `name/version`, such as curl/8.5.0.
  const [, name, version] = /^([\w .-]{1,40}?)\/(\d[\w.]*)/.exec(text) ?? []
  return name && name !== 'Mozilla' ? { program: `${name} ${version}`, system } : { program: text.slice(0, 60) }
}
