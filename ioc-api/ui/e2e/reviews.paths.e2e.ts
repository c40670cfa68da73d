import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findings, overflow } from './checks'
import type { FakeCity } from './fakeCity'
import { Stage } from './stage'

const PATIENCE = { timeout: 90_000 }

/**
 * The room of violations with cases in it. A running city has them only while somebody breaks the law before a camera, so that these
 * paths are walked in the fake city; that the real one opens the room is in paths.e2e.ts.
 */
describe.skipIf(process.env.IOC_E2E_URL !== undefined)('cases, in the fake city', () => {
  let stage: Stage
  let fake: FakeCity
  beforeAll(async () => {
    stage = await Stage.open()
    if (!stage.fake) throw new Error('this is not the fake city')
    fake = stage.fake
  })
  afterAll(() => stage?.close())
  afterEach(async () => {
    await stage.clear()
    fake.roles = ['OPERATOR']
    expect(stage.faults.splice(0)).toEqual([])
  })

  const shown = (page: Page) => page.locator('.case-scroll').getAttribute('data-case')
  const said = (page: Page) => page.locator('.review-say').textContent()
  const times = (page: Page) => page.locator('.queue-row .q-at').allTextContents()

  /** As an officer would: not before the pictures are there. */
  async function seen(page: Page): Promise<string> {
    await page.waitForFunction(() => {
      const pictures = [...document.querySelectorAll<HTMLImageElement>('.picture-open img')]
      const video = document.querySelector('video')
      return pictures.length >= 3 && pictures.every((each) => each.complete) && (video?.readyState ?? 0) >= 2
    })
    return (await shown(page)) ?? ''
  }

  it('lets an officer review ten cases a minute with the keyboard alone, and take one back', async () => {
    const page = await stage.page({ viewport: { width: 1366, height: 768 } })
    await stage.logIn(page, '/violations')
    await page.locator('.queue-row').first().waitFor()
    const before = fake.violations.waiting()
    const decided: string[] = []
    const begun = performance.now()
    await page.keyboard.press('j')
    for (let n = 0; n < 12; n++) {
      const id = await seen(page)
      decided.push(id)
      if (n % 3 === 2) {
        await page.keyboard.press('r')
        await page.locator('.reasons').waitFor()
        await page.keyboard.press('3')
      } else await page.keyboard.press('a')
      await expect.poll(() => shown(page), PATIENCE).not.toBe(id)
    }
    const seconds = (performance.now() - begun) / 1000
    console.log(`12 reviews by key in ${seconds.toFixed(1)} s, pictures waited for`)
    expect(new Set(decided).size).toBe(12)
    expect(fake.violations.waiting()).toBe(before - 12)
    expect(seconds, 'ten a minute would be 72 s').toBeLessThan(45)
    await expect
      .poll(() => page.locator('.rail-badge').nth(1).textContent(), PATIENCE)
      .toContain(String(before - 12))
    expect(await said(page)).toMatch(/^Đã từ chối vụ \d\d:\d\d:\d\d: xe ưu tiên/)
    await page.keyboard.press('u')
    await expect.poll(() => shown(page), PATIENCE).toBe(decided[11])
    await expect.poll(() => page.locator('.case-state').textContent(), PATIENCE).toBe('Chờ duyệt')
    expect(await page.locator('.case-facts .history').textContent()).toContain(
      'Rút lại quyết định · operator',
    )
    expect(fake.violations.waiting()).toBe(before - 11)
  })

  it('rejects for another reason only with a note, without leaving the keyboard', async () => {
    const page = await stage.page({}, { language: 'en' })
    await stage.logIn(page, '/violations')
    await page.locator('.queue-row').first().waitFor()
    await page.keyboard.press('j')
    const id = await seen(page)
    await page.keyboard.press('r')
    await page.keyboard.press('0')
    await page.getByText('Another reason needs a note').waitFor()
    await page.keyboard.type('a funeral procession, 7 cars')
    await page.keyboard.press('Enter')
    await expect.poll(() => shown(page), PATIENCE).not.toBe(id)
    await page.keyboard.press('k')
    await expect.poll(() => shown(page), PATIENCE).toBe(id)
    await expect
      .poll(() => page.locator('.case-facts .history').textContent(), PATIENCE)
      .toContain('a funeral procession, 7 cars')
  })

  it('says who was faster, and writes no decision over it', async () => {
    const page = await stage.page()
    await stage.logIn(page, '/violations')
    await page.locator('.queue-row[data-waits=true]').first().click()
    const id = await seen(page)
    fake.violations.decideElsewhere(id)
    await page.keyboard.press('a')
    await expect
      .poll(() => said(page), PATIENCE)
      .toMatch(/^lan đã đi trước lúc \d\d:\d\d:\d\d: Từ chối: xe ưu tiên/)
    expect(await shown(page)).toBe(id)
    expect(await page.locator('.case-state').textContent()).toBe('Từ chối')
    expect(await page.locator('.case-facts .history').textContent()).toContain('xe cứu thương 412')
    // The browser itself reports the refused request; nothing else may be reported.
    expect(stage.faults.splice(0).filter((fault) => !fault.includes('409'))).toEqual([])
  })

  it('moves nothing while somebody reads: new cases join at the end, or wait to be asked for', async () => {
    const page = await stage.page()
    await stage.logIn(page, '/violations')
    await page.locator('.queue-row').first().waitFor()
    const oldest = await times(page)
    fake.violations.raise(Date.now())
    await expect.poll(async () => (await times(page)).length, PATIENCE).toBe(oldest.length + 1)
    expect((await times(page)).slice(0, -1)).toEqual(oldest)
    await page.goto(`${stage.url}/violations?order=desc`)
    await page.locator('.queue-row').first().waitFor()
    const newest = await times(page)
    fake.violations.raise(Date.now())
    await page.getByRole('button', { name: '1 vụ mới, bấm để hiện' }).waitFor()
    expect(await times(page)).toEqual(newest)
    await page.getByRole('button', { name: '1 vụ mới, bấm để hiện' }).click()
    expect((await times(page)).slice(1)).toEqual(newest)
  })

  it('scrubs and plays the clip, enlarges pictures, and says in words what is missing', async () => {
    const page = await stage.page({}, { language: 'en' })
    await stage.logIn(page, '/violations')
    await page.locator('.queue-row:not(:has(em))', { hasText: 'Red light' }).last().click()
    await seen(page)
    const clip = page.getByRole('slider', { name: 'Moment in the clip' })
    expect(await clip.getAttribute('aria-valuetext')).toBe('at the instant')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect
      .poll(() => clip.getAttribute('aria-valuetext'), PATIENCE)
      .toBe('0.4\u00a0s before the instant')
    await page.keyboard.press('c')
    await expect.poll(() => clip.getAttribute('aria-valuetext'), PATIENCE).toBe('at the instant')
    await page.locator('.case-scroll').focus()
    await page.keyboard.press('Space')
    await expect.poll(() => clip.getAttribute('aria-valuetext'), PATIENCE).toMatch(/after the instant/)
    await page.keyboard.press('Space')
    await page.keyboard.press('z')
    await page.locator('.enlarged img').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: /^2.0\ss after/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.enlarged').waitFor({ state: 'detached' })
    expect(page.url()).toContain('select=violation/')
    await page.locator('.queue-row', { hasText: 'Evidence incomplete' }).first().click()
    await page.getByText(/^2.0\ss before: the camera has no picture near \d\d:\d\d:\d\d\.\d{3}\.$/).waitFor()
    await page.getByText(/^Clip: cut short, it shows .* only\.$/).waitFor()
  })

  it('keeps void cases apart, with their reason in words and nothing to decide', async () => {
    const page = await stage.page()
    await stage.logIn(page, '/violations?view=void')
    const row = page.locator('.queue-row').first()
    await row.waitFor()
    expect(await row.textContent()).toMatch(/đồng hồ|camera|đèn/)
    await row.click()
    await expect.poll(() => page.locator('.case-why').textContent(), PATIENCE).toMatch(/^Vô hiệu: /)
    expect(await page.getByRole('button', { name: 'Chấp nhận vi phạm' }).isDisabled()).toBe(true)
    await page.keyboard.press('a')
    await page.getByText('Vụ vô hiệu không cần quyết định.').waitFor()
    await page.goto(`${stage.url}/violations`)
    await page.locator('.queue-row').first().waitFor()
    expect(await page.locator('.queue').textContent()).not.toContain('Vô hiệu')
  })

  it('shows an engineer the report alone, and tells who may not enter', async () => {
    fake.roles = ['TRAFFIC_ENGINEER']
    const page = await stage.page({}, { language: 'en' })
    await stage.logIn(page, '/violations?view=void')
    await page.locator('.report-table').waitFor()
    expect(await page.locator('.segments').count()).toBe(0)
    await page.getByText('operators and security officers see and review single cases').waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save CSV' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^violations-30d-.*\.csv$/)
    fake.roles = ['ADMINISTRATOR']
    await page.reload()
    await page.getByText('Only operators and security officers may see and review violations').waitFor()
  })

  it('is accessible in both languages and themes, and fits a phone', async () => {
    for (const [language, theme, viewport] of [
      ['vi', 'dark', { width: 1366, height: 768 }],
      ['en', 'light', { width: 1366, height: 768 }],
      ['vi', 'light', { width: 390, height: 844 }],
      ['en', 'dark', { width: 390, height: 844 }],
    ] as const) {
      const page = await stage.page({ viewport, reducedMotion: 'reduce' }, { language, theme })
      const check = async (what: string) => {
        expect(await findings(page), `${what}, ${language} ${theme} ${viewport.width}`).toEqual([])
        expect(await overflow(page), `${what}, ${viewport.width}`).toBeLessThanOrEqual(0)
      }
      await stage.logIn(page, '/violations')
      await page.locator('.queue-row[data-waits=true]').first().waitFor()
      await check('the list')
      await page.locator('.queue-row[data-waits=true]').first().click()
      await page.locator('.picture img').first().waitFor()
      await check('a case')
      await page.keyboard.press('r')
      await page.locator('.reasons').waitFor()
      await check('reasons')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.locator('.keys[open]').waitFor()
      await check('keys')
      await page.keyboard.press('Escape')
      for (const view of ['void', 'decided', 'report']) {
        await page.goto(`${stage.url}/violations?view=${view}`)
        await page.locator('.queue-row, .report-table').first().waitFor()
        await check(view)
      }
      await page.context().close()
    }
  })
})
