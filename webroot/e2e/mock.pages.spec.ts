import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

const open = async (page: Page) => page.context().addCookies([{ name: 'coc_session', value: 'mock', url: test.info().project.use.baseURL! }])
const id = async (page: Page, list: string): Promise<string> => (await (await page.request.get(`/api/v1/${list}`, { headers: { cookie: 'coc_session=mock' } })).json()).items[0].id

async function axe(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  return result.violations.flatMap(v => v.nodes.map(n => `${v.impact} ${v.id}: ${n.html.slice(0, 140)} | ${n.any[0]?.message ?? n.all[0]?.message ?? ''}`))
}

for (const theme of ['light', 'dark'])
  test(`axe finds nothing on any page, and nothing breaks the policy: ${theme}`, async ({ page }) => {
    test.setTimeout(420_000)
    const bad: string[] = []
    page.on('console', m => m.type() === 'error' && !/status of (401|503)/.test(m.text()) && bad.push(`${page.url()} console: ${m.text()}`))
    page.on('pageerror', e => bad.push(`${page.url()} error: ${e.message}`))
    await page.addInitScript(t => {
      localStorage.setItem('theme', t)
      localStorage.setItem('lang', t === 'dark' ? 'zh' : 'en')
    }, theme)
    await page.goto('/sign-in')
    await page.waitForTimeout(500)
    bad.push(...(await axe(page)).map(v => `/sign-in ${v}`))
    await open(page)
    const pages = ['/', '/incidents', '/incidents/new', `/incidents/${await id(page, 'incidents')}`, '/alarms', '/alarms?tab=original', `/alarms?open=${await id(page, 'alarms')}`, '/forwarding-rules', '/forwarding-rules/new', `/forwarding-rules/${await id(page, 'forwarding-rules?sort=priority')}`]
    pages.push('/integrations', `/integrations/${await id(page, 'integrations')}`, '/engineers', '/notifications', `/notifications?open=${await id(page, 'notifications')}`, '/notifications?tab=channels')
    pages.push('/integrations?tab=all', '/integrations/new', '/integrations/new?source=aom-pull', '/integrations/new?source=aom-pull&step=settings', '/integrations/new?source=webhook&step=settings', `/integrations/new?id=${await id(page, 'integrations')}&step=send`, `/integrations/new?id=${await id(page, 'integrations')}&step=arrive`, `/integrations/${await id(page, 'integrations?source=webhook')}?tab=settings`, `/integrations/${await id(page, 'integrations?source=pagerduty')}?tab=settings`)
    pages.push('/notifications?tab=channels&channel=sms-gateway', '/notifications?tab=channels&channel=wecom', '/plugins', '/plugins?mock=error', '/plugins?mock=empty', '/integrations?mock=error', '/integrations?mock=empty')
    const [user, group, policy] = [await id(page, 'users?q=ada'), await id(page, 'groups?q=on-call'), await id(page, 'policies?q=night')]
    pages.push('/users', `/users/${user}`, '/groups', `/groups/${group}`, '/policies', `/policies/${policy}`, `/policies/${policy}/edit`, `/policies/${policy}/edit?view=json`, '/policies/new', '/permission-check', `/permission-check?user=${user}&action=coc:incident:accept`)
    const shift = await id(page, 'shift-scenarios?q=on-call')
    pages.push('/shifts', `/shifts/${shift}`, `/shifts/${shift}?view=month`, `/shifts/${shift}?view=day`, `/shifts/${await id(page, 'shift-scenarios?q=desk')}`)
    pages.push('/projects', `/projects/${await id(page, 'projects')}`, '/access/sessions', '/access/sessions?tab=tokens', '/identity-providers', '/identity-providers/new', `/identity-providers/${await id(page, 'identity-providers')}`, '/agencies', '/tenants')
    pages.push('/traces', `/traces?open=${await id(page, 'traces?name=updateNotificationChannel')}`, `/traces?open=${await id(page, 'traces?result=refused')}`, '/profile', '/profile?tab=password', '/profile?tab=sessions', '/profile?tab=tokens')
    pages.push('/nowhere', '/incidents?mock=error', '/traces?mock=error', '/alarms?mock=empty', '/users?mock=empty')
    for (const path of pages) {
      await page.goto(path)
      await page.waitForTimeout(900)
      bad.push(...(await axe(page)).map(v => `${path} ${v}`))
    }
    expect(bad).toEqual([])
  })

test('under an agency every page says where one acts, and the way back leads home', async ({ page }) => {
  await open(page)
  const bad: string[] = []
  await page.goto('/incidents')
  await page.locator('[data-test=user-menu]').click()
  await page.getByRole('menuitem', { name: 'Switch to an agency…' }).click()
  await page.getByRole('button', { name: 'Switch to acme by ops' }).click()
  const banner = page.locator('[data-test=acting]')
  for (const path of ['/', '/users', '/profile']) {
    await page.goto(path)
    await expect(banner).toContainText('You act in the tenant acme by its agency ops')
    await page.waitForTimeout(600)
    bad.push(...(await axe(page)).map(v => `${path} ${v}`))
  }
  await expect(page).toHaveTitle(/^acme · /)
  await page.goto('/agencies')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You may not open this page')
  await page.getByRole('button', { name: 'Back to default' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(banner).toHaveCount(0)
  expect(bad).toEqual([])
})

test('dialogs are clean too', async ({ page }) => {
  await open(page)
  const bad: string[] = []
  const look = async (name: string) => {
    await page.waitForTimeout(500)
    bad.push(...(await axe(page)).map(v => `${name} ${v}`))
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
  }
  await page.goto('/engineers')
  await page.getByRole('button', { name: 'Add engineer' }).click()
  await look('engineer')
  await page.getByRole('button', { name: 'Delete: Ada Novak' }).click()
  await look('confirm')
  await page.keyboard.press('?')
  await look('help')
  await page.keyboard.press('Control+k')
  await look('go to')
  await page.goto('/profile?tab=tokens')
  await page.getByRole('button', { name: 'Create token' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^Incidents/ }).click()
  await look('token')
  await page.goto(`/integrations/${await id(page, 'integrations')}`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await look('integration')
  await page.getByRole('button', { name: 'Renew key' }).click()
  await look('renew key')
  await page.goto('/plugins')
  await page.getByRole('button', { name: 'Disable: acme-monitor' }).click()
  await look('disable plug-in')
  await page.goto('/projects')
  await page.getByRole('button', { name: 'Create project' }).click()
  await look('project')
  await page.getByRole('button', { name: 'Delete: Payments' }).click()
  await page.locator('.el-message-box').getByRole('button', { name: 'Delete' }).click()
  await look('why not deleted')
  await page.goto('/tenants')
  await page.getByRole('button', { name: 'Create tenant' }).click()
  await look('tenant')
  await page.goto('/agencies')
  await page.getByRole('button', { name: 'Create agency' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await look('agency')
  await page.getByRole('button', { name: 'End: audit' }).click()
  await look('end of an agency')
  await page.locator('[data-test=user-menu]').click()
  await page.getByRole('menuitem', { name: 'Switch to an agency…' }).click()
  await look('switch to an agency')
  await page.goto('/alarms')
  await page.getByRole('checkbox', { name: /Select ALM/ }).first().check()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await look('clear')
  await page.goto('/incidents?state=unaccepted')
  await page.locator('.row-link').first().click()
  await page.getByRole('button', { name: 'Reject' }).click()
  await look('reject')
  expect(bad).toEqual([])
})
