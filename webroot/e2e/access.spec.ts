import { expect, type Page } from '@playwright/test'
import { accessible, signIn, test, unique, words, type Language } from './harness'

const menu = (page: Page) => page.getByRole('navigation').first()
test.use({ actionTimeout: 10_000 })
const FIRST = 'seven small paper boats'
const OWN = 'nine quiet green rivers'

for (const language of ['en', 'zh'] as Language[])
  test(`an administrator makes users, and each sees and does what is theirs: ${language}`, async ({ page, another, tolerated }) => {
    test.setTimeout(120_000)
    tolerated.push(/403 .* \/api\/v1\/incidents$/)
    const w = words(language)
    const [reader, responder, project, ours, theirs] = ['reader', 'responder', 'Payments ', 'Card gateway ', 'Search '].map(unique) as [string, string, string, string, string]
    const button = (of: Page, key: string) => of.getByRole('button', { name: w(key), exact: true })
    const go = (of: Page, item: string) => menu(of).getByRole('link', { name: w(`nav.${item}`), exact: true }).click()
    const title = (of: Page) => of.getByRole('heading', { level: 1 })
    const choose = async (select: string, option: string | RegExp) => {
      await page.getByRole('dialog').getByRole('combobox', { name: w(select), exact: true }).click()
      await page.getByRole('option', { name: option }).click()
    }
    async function makeUser(name: string, change: boolean, policy: string, within?: string) {
      await go(page, 'users')
      await button(page, 'user.create').first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox', { name: w('user.name') }).fill(name)
      await dialog.getByRole('textbox', { name: w('user.displayName') }).fill(name)
      await dialog.getByRole('textbox', { name: w('user.password') }).fill(FIRST)
      if (!change) await dialog.getByText(w('user.mustChange')).click()
      await accessible(page)
      await dialog.getByRole('button', { name: w('ui.create') }).click()
      await expect(title(page)).toHaveText(name)
      await button(page, 'attachment.attach').click()
      await choose('attachment.policy', policy)
      if (within) await choose('attachment.project', within)
      await dialog.getByRole('button', { name: w('attachment.attach') }).click()
      await expect(page.getByRole('row', { name: within ? new RegExp(`${policy}.*${within}`) : policy })).toBeVisible()
      await accessible(page)
    }
    async function report(of: string, within: string) {
      await page.goto('/incidents/new')
      await page.getByLabel(w('incident.name')).fill(of)
      const chosen = page.getByRole('combobox', { name: w('project.project'), exact: true })
      await chosen.click()
      await page.getByRole('option', { name: within }).click()
      await button(page, 'incident.form.submit').click()
      await expect(page.locator('[data-test=incident-state]')).toBeVisible()
    }

    await signIn(page, language)
    await test.step('a project with an incident, and one elsewhere', async () => {
      await go(page, 'projects')
      await button(page, 'project.create').click()
      await page.getByRole('dialog').getByLabel(w('project.name')).fill(project)
      await page.getByRole('dialog').getByRole('button', { name: w('ui.create') }).click()
      await expect(page.getByText(project).first()).toBeVisible()
      await accessible(page)
      await report(ours, project)
      await report(theirs, 'default')
    })
    await test.step('a read-only user, and one who handles what happens in the project', async () => {
      await makeUser(reader, true, 'COC ReadOnlyAccess')
      await makeUser(responder, false, 'Incident Responder', project)
    })

    await test.step('who only reads chooses a password first, sees all, and finds no button that changes anything', async () => {
      const theirPage = await another()
      await signIn(theirPage, language, '/', reader, FIRST)
      await accessible(theirPage)
      await theirPage.getByLabel(w('password.next'), { exact: true }).fill(OWN)
      await theirPage.getByLabel(w('password.again'), { exact: true }).fill(OWN)
      await button(theirPage, 'password.change').click()
      await expect(menu(theirPage).getByRole('link', { name: w('nav.users'), exact: true })).toBeVisible()
      await expect(menu(theirPage).getByRole('link', { name: w('nav.permissionCheck'), exact: true })).toHaveCount(0)
      await go(theirPage, 'incidents')
      await expect(theirPage.getByRole('link', { name: ours })).toBeVisible()
      await expect(theirPage.getByRole('link', { name: theirs })).toBeVisible()
      await expect(button(theirPage, 'incident.create')).toHaveCount(0)
      await go(theirPage, 'users')
      await expect(theirPage.getByRole('link', { name: responder })).toBeVisible()
      await expect(button(theirPage, 'user.create')).toHaveCount(0)

      await theirPage.goto('/incidents/new')
      await expect(title(theirPage)).toHaveText(w('mayNot.title'))
      await expect(theirPage.getByRole('main')).toContainText('coc:incident:create')
      await accessible(theirPage)
      await theirPage.evaluate(() => fetch('/api/v1/incidents', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"title":"Not mine"}' }))
    })

    await test.step('who handles one project sees and counts only that, and may act there', async () => {
      const theirPage = await another()
      await signIn(theirPage, language, '/', responder, FIRST)
      await expect(menu(theirPage).getByRole('link')).toHaveText(['overview', 'incidents', 'alarms', 'rules', 'integrations', 'todos', 'notifications', 'projects'].map(id => w(`nav.${id}`)))
      await go(theirPage, 'incidents')
      await expect(theirPage.getByRole('link', { name: ours })).toBeVisible()
      await expect(theirPage.getByRole('link', { name: theirs })).toHaveCount(0)
      await theirPage.getByRole('link', { name: ours }).click()
      await button(theirPage, 'incident.do.accept').click()
      await expect(theirPage.locator('[data-test=incident-state]')).toHaveText(w('incident.states.accepted'))
      await accessible(theirPage)
      await theirPage.goto('/users')
      await expect(title(theirPage)).toHaveText(w('mayNot.title'))
      await expect(theirPage.getByRole('main')).toContainText('coc:user:list')
    })

    await test.step('the simulator says the same, and why', async () => {
      await page.getByRole('link', { name: w('user.what') }).click()
      await page.getByRole('combobox', { name: w('permission.action'), exact: true }).fill('incident:accept')
      await page.getByRole('option', { name: /coc:incident:accept/ }).click()
      await expect(page.getByRole('heading', { name: w('permission.refused'), exact: true })).toBeVisible()
      await page.getByRole('combobox', { name: w('permission.project'), exact: true }).click()
      await page.getByRole('option', { name: project }).click()
      await expect(page.getByRole('heading', { name: w('permission.allowed'), exact: true })).toBeVisible()
      await accessible(page)
    })

    await test.step('the trail tells all of it', async () => {
      await go(page, 'traces')
      const line = (who: string, what: string) => page.getByRole('button').filter({ hasText: new RegExp(`^\\s*${who}\\s+${what}`) }).first()
      await expect(line(reader, w('trace.refusedTo', { what: w('trace.do.create', { thing: w('trace.nouns.Ticket') }) }))).toBeVisible()
      await expect(line(reader, w('trace.did.changePassword'))).toBeVisible()
      await expect(line(responder, w('trace.did.accept', { thing: w('trace.nouns.Ticket') }))).toBeVisible()
      await expect(line('admin', w('trace.did.create', { thing: w('trace.nouns.User') }))).toBeVisible()
      await line(responder, w('trace.did.accept', { thing: w('trace.nouns.Ticket') })).click()
      await expect(page.getByRole('dialog').getByRole('link', { name: /^INC/ })).toBeVisible()
      await accessible(page)
    })
  })
