import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findings, overflow } from './checks'
import type { FakeCity } from './fakeCity'
import { Stage } from './stage'

const SHOTS = process.env.IOC_TRACE_SHOTS

/** The room where a vehicle is looked for. Walked in the fake city: in the real one nobody in particular is to be found. */
describe.skipIf(process.env.IOC_E2E_URL !== undefined)('a vehicle, in the fake city', () => {
  let stage: Stage
  let fake: FakeCity
  beforeAll(async () => {
    stage = await Stage.open()
    if (!stage.fake) throw new Error('this is not the fake city')
    fake = stage.fake
    fake.roles = ['SECURITY_OFFICER']
  })
  afterAll(() => stage?.close())
  afterEach(async () => {
    await stage.clear()
    fake.roles = ['SECURITY_OFFICER']
    expect(stage.faults.splice(0)).toEqual([])
  })

  it('is found by the keyboard alone, and each look says why', async () => {
    const page = await stage.page({ viewport: { width: 1920, height: 1080 } })
    await stage.logIn(page, '/trace')
    await page.getByText('Nhập biển số, mục đích').waitFor()
    await page.locator('.plate-input').focus()
    await page.keyboard.type('95b1*47')
    await page.keyboard.press('Enter')
    expect(fake.trace.asked, 'nothing is asked without a purpose').toEqual([])
    // the field that is missing is where one goes on
    await page.keyboard.type('Xe bị mất cắp ngày 26/11')
    await page.keyboard.press('Tab')
    await page.keyboard.type('VA 12/2026')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '95B112347' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.way-map .way-stop').first().waitFor()
    expect(await page.locator('.way-times .way-gap').count()).toBe(1)
    const marks = (await page.locator('.way-map .way-number').allTextContents()).join('·').split('·')
    expect(marks.map(Number).sort()).toEqual([1, 2, 3, 4, 5, 6])
    expect(fake.trace.asked.map((each) => `${each.path} ${each.reference}`)).toEqual([
      '/trace/searches VA 12/2026',
      '/trace/sightings VA 12/2026',
    ])
    expect(await findings(page)).toEqual([])
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/trace-wall.png` })
  })

  it('is looked for until it is taken off with a reason, on a phone', async () => {
    const page = await stage.page(
      { viewport: { width: 390, height: 844 } },
      { language: 'en', theme: 'light' },
    )
    await stage.logIn(page, '/trace?view=hotlist')
    await page.getByText('No vehicle is looked for.').waitFor()
    await page.locator('.plate-input').fill('95B112347')
    await page.getByLabel('Purpose').fill('Stolen on 26 November')
    await page.getByLabel('Case, or authority').fill('VA 12/2026')
    await page.getByRole('button', { name: 'Add to the hotlist' }).click()
    await page.locator('.hotlist-entry').waitFor()
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/trace-phone.png`, fullPage: true })
    await page.getByLabel('Reason for taking 95B112347 off').fill('found')
    await page.getByRole('button', { name: 'Take off the hotlist: 95B112347' }).click()
    await page.getByText('No vehicle is looked for.').waitFor()
    await page.getByLabel('Expired and removed entries, too').check()
    await page.getByText('taken off · hanh: found').waitFor()
  })

  it('is closed to everybody else', async () => {
    fake.roles = ['OPERATOR']
    const page = await stage.page()
    await stage.logIn(page, '/trace')
    await page.getByText('Chỉ cán bộ an ninh được tra cứu biển số').waitFor()
    expect(await page.locator('form').count()).toBe(0)
  })
})
