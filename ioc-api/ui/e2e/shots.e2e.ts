import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { Stage } from './stage'

/** Screenshots of every view, to be looked at. `npm run shots`; they lie in shots/. */
const FOLDER = new URL('../shots/', import.meta.url).pathname
const ONLY = process.env.IOC_SHOTS
const SIZES = {
  wall: { width: 1920, height: 1080 },
  desk: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
}

let stage: Stage
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true })
  stage = await Stage.open()
})
afterAll(() => stage?.close())

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(900)
  await page.screenshot({ path: `${FOLDER}${name}.png` })
}

async function firstIntersection(page: Page): Promise<string> {
  return page.evaluate(() => new URLSearchParams(location.search).get('select') ?? '')
}

for (const [size, viewport] of Object.entries(SIZES))
  for (const language of ['vi', 'en'] as const)
    for (const theme of ['dark', 'light'] as const) {
      const name = `${size}-${language}-${theme}`
      if (ONLY && !new RegExp(ONLY).test(name)) continue
      test(`screens ${name}`, { timeout: 120_000 }, async () => {
        const page = await stage.page({ viewport }, { language, theme })
        await page.goto(`${stage.url}/`)
        await page.locator('input[name=name]').waitFor()
        await shoot(page, `${name}-0-login`)
        await stage.logIn(page)
        await page.locator('.map canvas').first().waitFor()
        await page.waitForTimeout(1500)
        await shoot(page, `${name}-1-map`)
        if (size === 'phone') await page.locator('.map-list').click()
        await page.locator('.place-list button').nth(3).click()
        await page.locator('.ring').waitFor()
        await shoot(page, `${name}-2-intersection`)
        if (process.env.IOC_SHOTS_DEBUG) console.log(await firstIntersection(page))
        await page.locator('.map-tools .icon').first().click()
        await page.waitForTimeout(400)
        for (let i = 0; i < 3; i++) {
          await page.locator('.map-tools .icon').first().click()
          await page.waitForTimeout(400)
        }
        await shoot(page, `${name}-3-close`)
        await page.locator('.panel-body').evaluate((body) => body.scrollTo(0, 500))
        await shoot(page, `${name}-4-panel`)
        await page.locator('.rail a').nth(1).click()
        await page.locator('.alarms tbody tr, .notice').first().waitFor()
        await shoot(page, `${name}-5-alarms`)
        const row = page.locator('.alarms tbody tr').first()
        if ((await row.count()) > 0) {
          await row.click()
          await page.locator('.history').waitFor()
          await shoot(page, `${name}-6-alarm`)
        }
        for (const room of ['devices', 'intake']) {
          await page.goto(`${stage.url}/${room}`)
          await page.locator('h1, .desk-only-note').first().waitFor({ state: 'attached' })
          await shoot(page, `${name}-8-${room}`)
        }
        await page.context().close()
      })
      test(`benches ${name}`, { timeout: 120_000 }, async () => {
        const page = await stage.page({ viewport }, { language, theme })
        await stage.logIn(page, '/measures?range=24h')
        await page.locator('.card canvas').first().waitFor()
        await shoot(page, `${name}-7-measures`)
        for (let part = 1; part <= 2; part++) {
          await page.locator('.bench').evaluate((bench) => bench.scrollBy(0, bench.clientHeight - 60))
          await page.waitForTimeout(1500)
          await shoot(page, `${name}-7-measures-${part}`)
        }
        await page.context().close()
      })
      test(`reviews ${name}`, { timeout: 120_000 }, async () => {
        const page = await stage.page({ viewport }, { language, theme })
        await stage.logIn(page, '/violations')
        await page.locator('.queue-row').first().waitFor()
        await shoot(page, `${name}-9-violations`)
        await page.locator('.queue-row').nth(3).click()
        await page.locator('.picture img').first().waitFor()
        await shoot(page, `${name}-9-violations-case`)
        await page.locator('.case-scroll').evaluate((body) => body.scrollTo(0, 2000))
        await shoot(page, `${name}-9-violations-facts`)
        await page.keyboard.press('r')
        await shoot(page, `${name}-9-violations-reject`)
        for (const view of ['void', 'report']) {
          await page.goto(`${stage.url}/violations?view=${view}`)
          await page.locator('.queue-row, .report-table').first().waitFor()
          await shoot(page, `${name}-9-violations-${view}`)
        }
        await page.context().close()
      })
    }
