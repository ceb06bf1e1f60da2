import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test'
import shell from '../src/app/texts'
import agency from '../src/features/agency/texts'
import alarm from '../src/features/alarm/texts'
import attachment from '../src/features/attachment/texts'
import audit from '../src/features/audit/texts'
import engineer from '../src/features/engineer/texts'
import iam from '../src/features/iam/texts'
import identity from '../src/features/identity/texts'
import incident from '../src/features/incident/texts'
import integration from '../src/features/integration/texts'
import notification from '../src/features/notification/texts'
import overview from '../src/features/overview/texts'
import plugin from '../src/features/plugin/texts'
import project from '../src/features/project/texts'
import rule from '../src/features/rule/texts'
import session from '../src/features/session/texts'
import tenant from '../src/features/tenant/texts'
import todo from '../src/features/todo/texts'
import ui from '../src/shared/ui/texts'

export type Language = 'en' | 'zh'
const texts: object = { ...shell, ...ui, ...agency, ...alarm, ...attachment, ...audit, ...engineer, ...iam, ...identity, ...incident, ...integration, ...notification, ...overview, ...plugin, ...project, ...rule, ...session, ...tenant, ...todo }

/** The console's own words of one language, by their key. */
export const words =
  (language: Language) =>
  (key: string, values: Record<string, string | number> = {}): string => {
    const pair = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], texts) as [string, string]
    return pair[language === 'en' ? 0 : 1].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
  }

/** Writes down what a page must not do: an error in the console, a broken content security policy, a dialog. */
async function watch(page: Page, tolerated: RegExp[], wrong: string[]) {
  page.on('console', message => {
    if (message.type() !== 'error') return
    const at = message.location().url
    const line = `${message.text()} ${at && new URL(at).pathname}`
    if (!tolerated.some(t => t.test(line))) wrong.push(line)
  })
  page.on('pageerror', error => wrong.push(error.stack ?? error.message))
  page.on('dialog', dialog => {
    wrong.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.addInitScript(() => addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`)))
}

interface Parts {
  tolerated: RegExp[]
  wrong: string[]
  /** The page of another person, in a browser of their own. */
  another: () => Promise<Page>
}
/** All pages must stay quiet, or the test fails. */
export const test = base.extend<Parts>({
  // Who asks whether he is signed in, and is not, sees 401; the browser itself writes that down as an error.
  tolerated: async ({}, use) => use([/401 .* \/api\/v1\/sessions/]),
  wrong: async ({}, use) => {
    const wrong: string[] = []
    await use(wrong)
    expect(wrong).toEqual([])
  },
  page: async ({ page, tolerated, wrong }, use) => {
    await watch(page, tolerated, wrong)
    await use(page)
  },
  another: async ({ browser, tolerated, wrong, baseURL, viewport, locale }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      contexts.push(await browser.newContext({ baseURL, viewport, locale, reducedMotion: 'reduce' }))
      const page = await contexts.at(-1)!.newPage()
      await watch(page, tolerated, wrong)
      return page
    })
    for (const context of contexts) await context.close()
  },
})

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Waits until nothing moves any more, and asks axe, which must find nothing at all. */
export async function accessible(page: Page) {
  await page.waitForFunction(() => document.getAnimations().every(a => a.playState !== 'running' || a.effect?.getTiming().iterations === Infinity))
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(RULES).analyze()
  expect(violations.flatMap(v => v.nodes.map(n => `${page.url()} ${v.impact} ${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`))).toEqual([])
}

/** Signs in by the form, in the wanted language; a browser of these tests starts in English. */
export async function signIn(page: Page, language: Language = 'en', path = '/', user = 'admin', password = process.env.COC_ADMIN_PASSWORD ?? '') {
  const w = words(language)
  await page.goto(path)
  if (language === 'zh') await page.getByRole('button', { name: words('en')('app.lang') }).click()
  await page.getByLabel(w('signIn.user'), { exact: true }).fill(user)
  await page.getByLabel(w('signIn.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: w('signIn.submit') }).click()
  await expect(page.getByText(w('app.live.live'), { exact: true }).or(page.getByText(w('password.must')))).toBeVisible()
}

/** Accesses Prometheus by the steps, from the list of integrations, and ends on the new integration's page. */
export async function access(page: Page, name: string, language: Language = 'en') {
  const w = words(language)
  const button = (key: string) => page.getByRole('button', { name: w(key), exact: true })
  await button('integration.create').first().click()
  await page.getByRole('button', { name: /^Prometheus/ }).click()
  await page.getByRole('textbox', { name: w('integration.name') }).fill(name)
  await button('integration.next').click()
  await button('integration.integrate').click()
  await button('integration.next').click()
  await button('integration.arrive.finish').click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** The key of the integration whose page is open: shown, read and hidden again. */
export async function readKey(page: Page, language: Language = 'en'): Promise<string> {
  const w = words(language)
  await expect(page.locator('main')).not.toContainText(/\/hooks\/[\w-]/)
  await page.getByRole('button', { name: w('integration.show'), exact: true }).click()
  const address = await page.getByText(/\/hooks\/[\w-]/).first().textContent()
  await page.getByRole('button', { name: w('integration.hide'), exact: true }).click()
  await expect(page.locator('main')).not.toContainText(/\/hooks\/[\w-]/)
  return /\/hooks\/([\w-]+)/.exec(address!)![1]!
}

export interface Alert {
  name: string
  instance: string
  severity?: string
  description?: string
  resolved?: boolean
}
/** Posts one alert to an integration's address, as Alertmanager does. */
export async function alertmanager(request: APIRequestContext, key: string, alert: Alert) {
  const now = new Date().toISOString()
  const status = alert.resolved ? 'resolved' : 'firing'
  const labels = { alertname: alert.name, severity: alert.severity ?? 'critical', instance: alert.instance, service: 'order' }
  const annotations = { summary: `Summary of ${alert.name}`, description: alert.description ?? 'Too slow' }
  const one = { status, labels, annotations, startsAt: now, endsAt: alert.resolved ? now : '0001-01-01T00:00:00Z', generatorURL: 'http://prometheus.example/graph', fingerprint: '' }
  const common = { groupLabels: {}, commonLabels: labels, commonAnnotations: annotations, externalURL: 'http://alertmanager.example' }
  const answer = await request.post(`/hooks/${key}`, { data: { version: '4', groupKey: '{}:{}', truncatedAlerts: 0, status, receiver: 'opencoc', ...common, alerts: [one] } })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** Differs from run to run, so that a test may run again on the same server. */
export const unique = (name: string) => `${name}${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`
