import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findings, overflow } from './checks'
import { Stage } from './stage'

/** A loaded machine draws maps slowly; conditions are waited for, however long they take. */
const PATIENCE = { timeout: 90_000 }

/**
 * The main paths of the screen, in a browser. With IOC_E2E_URL and IOC_E2E_LOGINS against a running centre, else against the
 * fake city. Fails on anything the browser's console reports as an error.
 */
let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage?.close())
afterEach(async () => {
  await stage.clear()
  const faults = stage.faults.splice(0)
  expect(faults).toEqual([])
})

/** What the lamps of the panel show, as one text. */
const lamps = (page: Page) =>
  page
    .locator('.gantt-groups .lamp')
    .evaluateAll((all) => all.map((lamp) => lamp.getAttribute('data-lamp')).join(' '))

async function becomesDifferent(read: () => Promise<string>, withinMs = 120_000): Promise<void> {
  const before = await read()
  await expect.poll(read, { timeout: withinMs, interval: 250 }).not.toBe(before)
}

async function openIntersection(page: Page, index = 0): Promise<void> {
  await page.locator('.place-list button').nth(index).click()
  await page.locator('.ring').waitFor()
}

describe('the control room', () => {
  it('refuses a wrong password in words, and lets in with the right one', async () => {
    const page = await stage.page()
    await page.goto(`${stage.url}/`)
    await page.locator('input[name=name]').fill('nobody-of-that-name')
    await page.locator('input[name=password]').fill('wrong-password')
    await page.locator('button[type=submit]').click()
    await expect.poll(() => page.locator('.form-problem').textContent(), PATIENCE).toContain('không đúng')
    expect(await findings(page)).toEqual([])
    // The browser itself reports the refused request; nothing else may be reported.
    expect(stage.faults.splice(0).filter((fault) => !fault.includes('401'))).toEqual([])
    await stage.logIn(page)
    expect(await page.locator('.place-list button').count()).toBeGreaterThan(11)
  })

  it('moves: figures and lamps change, and one intersection lives', async () => {
    const page = await stage.page()
    await stage.logIn(page)
    await page.locator('.map-streets canvas').waitFor()
    await expect.poll(() => page.locator('.figure').count(), PATIENCE).toBeGreaterThan(5)
    await openIntersection(page)
    expect(page.url()).toContain('select=intersection/')
    await expect
      .poll(() => page.locator('.gantt-groups .lamp:not([data-lamp=UNKNOWN])').count(), PATIENCE)
      .toBeGreaterThan(1)
    await becomesDifferent(() => lamps(page), 120_000)
    expect(await page.locator('.stage-name').textContent()).toMatch(/Pha|pha/)
    await expect.poll(() => page.locator('.why').count(), { timeout: 120_000 }).toBe(1)
    const image = () =>
      page.locator('.map-overlay').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    await becomesDifferent(image)
  })

  it('keeps the selection in the URL: reload, back and Escape', async () => {
    const page = await stage.page()
    await stage.logIn(page)
    await openIntersection(page, 1)
    const title = await page.locator('.panel-head h2').textContent()
    await page.reload()
    await expect.poll(() => page.locator('.panel-head h2').textContent(), PATIENCE).toBe(title)
    await page.locator('.ring').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.place-list').waitFor()
    await page.goBack()
    await page.locator('.ring').waitFor()
  })

  it('holds a stage after reason and long press, and ends it again', async () => {
    const page = await stage.page({}, { language: 'en' })
    await stage.logIn(page)
    await openIntersection(page, 2)
    await expect
      .poll(() => page.locator('.mode').getAttribute('data-mode'), { timeout: 120_000 })
      .toBe('normal')
    await page.getByRole('button', { name: 'Hold a stage' }).click()
    const confirm = page.locator('.hold')
    expect(await confirm.isDisabled()).toBe(true)
    await page.getByLabel('Reason').fill('market day at the junction')
    await expect.poll(() => page.locator('.effect').textContent(), PATIENCE).toContain('stays green until')
    await confirm.click()
    expect(await page.locator('.override-in-force').count()).toBe(0)
    await confirm.hover()
    await page.mouse.down()
    await page.locator('.override-in-force').waitFor()
    await page.mouse.up()
    expect(await page.locator('.override-in-force').textContent()).toContain('market day at the junction')
    await page.getByLabel('Reason for ending it').fill('market is over')
    await page.getByRole('button', { name: 'End the override' }).click()
    await page.locator('.override-in-force').waitFor({ state: 'detached' })
  })

  it('switches language and theme and remembers both', async () => {
    const page = await stage.page()
    await stage.logIn(page)
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await page.getByRole('button', { name: 'Switch to light' }).click()
    expect(await page.locator('.rail a').first().textContent()).toBe('Map')
    await page.reload()
    await page.locator('[data-testid=connection][data-phase=live]').waitFor()
    expect(await page.locator('.rail a').first().textContent()).toBe('Map')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  it('lists devices and what was refused', async () => {
    const page = await stage.page()
    await stage.logIn(page, '/devices')
    await expect
      .poll(() => page.locator('.devices tbody tr').count(), { timeout: 120_000 })
      .toBeGreaterThan(50)
    await page.locator('.devices tbody .link').first().click()
    await page.locator('.panel-head').waitFor()
    await page.goto(`${stage.url}/intake`)
    await page.locator('.gateway').first().waitFor()
  })

  it('is accessible in every room, dark and light', async () => {
    for (const theme of ['dark', 'light'] as const) {
      const page = await stage.page({ reducedMotion: 'reduce' }, { theme })
      await stage.logIn(page)
      await openIntersection(page, 3)
      await page.getByRole('button', { name: 'Giữ một pha' }).click()
      expect(await findings(page), `intersection ${theme}`).toEqual([])
      await page.getByRole('button', { name: 'Chú giải' }).click()
      await page.keyboard.press('Escape')
      expect(await findings(page), `map ${theme}`).toEqual([])
      for (const room of ['alarms', 'violations', 'measures', 'devices', 'intake']) {
        await page.locator(`.rail a[href="/${room}"]`).click()
        await page.locator('h1').waitFor()
        expect(await findings(page), `${room} ${theme}`).toEqual([])
      }
    }
  })

  it('fits a phone: nothing is wider than the screen, the sheet opens and closes', async () => {
    const page = await stage.page({ viewport: { width: 390, height: 844 }, hasTouch: true })
    await stage.logIn(page)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.locator('.map-list').click()
    await page.locator('.place-list button').first().click()
    await page.locator('.ring').waitFor()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Đóng', exact: true }).first().click()
    await page.locator('.panel[data-open=false]').waitFor({ state: 'attached' })
    for (const room of ['alarms', 'violations', 'measures']) {
      await page.locator(`.rail a[href="/${room}"]`).click()
      await page.locator('h1').waitFor()
      expect(await overflow(page), room).toBeLessThanOrEqual(0)
    }
  })

  it('measures signals: a diagram, what cannot be drawn and why, one crosshair, a table to take away', async () => {
    const page = await stage.page({ viewport: { width: 1366, height: 768 } })
    await stage.logIn(page)
    await page.locator('.rail a[href="/measures"]').click()
    await page.getByLabel('Cả khoảng thiếu nhật ký').check()
    expect(page.url()).toContain('incomplete=1')
    // A city that has just begun has no whole cycle yet.
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Tính lại tới bây giờ' }).click()
          await page.waitForTimeout(500)
          return page
            .locator('[data-testid=pcd-figure]')
            .textContent({ timeout: 3_000 })
            .catch(() => '')
        },
        { timeout: 200_000 },
      )
      .toMatch(/\d+ % tới lúc xanh · [\d.]+ xe · [\d.]+ chu kỳ/)
    const card = (name: string) => page.locator('.card', { has: page.getByRole('heading', { name }) })
    await card('Qua vạch lúc vàng và đỏ').scrollIntoViewIfNeeded()
    await expect
      .poll(() => card('Qua vạch lúc vàng và đỏ').textContent(), PATIENCE)
      .toContain('Giao lộ này không có vòng dò ngay sau vạch dừng')
    await card('Nhóm đèn chờ sau khi gọi').scrollIntoViewIfNeeded()
    await expect
      .poll(() => card('Nhóm đèn chờ sau khi gọi').textContent(), PATIENCE)
      .toContain('không ghi sự kiện 43')
    await card('Lưu lượng tới').locator('canvas').scrollIntoViewIfNeeded()
    const diagram = page.getByRole('slider', { name: 'Biểu đồ phối hợp' })
    await diagram.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => page.locator('.chart-line:not([hidden])').count(), PATIENCE).toBeGreaterThan(2)
    expect(await page.getByRole('slider', { name: 'Lưu lượng tới' }).getAttribute('aria-valuetext')).toMatch(
      /^\d\d:\d\d, Nhóm \d/,
    )
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Lưu CSV: Biểu đồ phối hợp/ }).click()
    expect((await saved).suggestedFilename()).toMatch(/^vt-\d+-coordination-\d+-\d{4}-\d\d-\d\d-\d{4}\.csv$/)
    const picture = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Lưu PNG: Lưu lượng tới' }).click()
    expect((await picture).suggestedFilename()).toMatch(/\.png$/)
    await page.getByRole('button', { name: '24 giờ qua' }).click()
    await page.reload()
    await page.locator('.card').first().waitFor()
    expect(
      await page.getByRole('button', { name: '24 giờ qua' }).getAttribute('aria-pressed'),
      'the URL holds the range',
    ).toBe('true')
  })

  it('opens the room of violations: the cases that wait, or in words that none does; and the report', async () => {
    const page = await stage.page()
    await stage.logIn(page, '/violations')
    const empty = page.getByText('Không còn vụ nào chờ duyệt')
    await page.locator('.queue-row').first().or(empty).waitFor()
    if ((await empty.count()) === 0) {
      await page.keyboard.press('j')
      await page.locator('.case-why').waitFor()
      expect(page.url()).toContain('select=violation/')
      expect(await page.locator('.case-why').textContent()).toMatch(
        /(qua vạch dừng|từ) lúc \d\d:\d\d:\d\d,\d{3}/,
      )
    }
    await page.getByRole('button', { name: 'Báo cáo' }).click()
    await page.locator('.report-table').or(page.getByText('Trong thời gian này không có vụ nào')).waitFor()
    expect(page.url()).toContain('view=report')
  })

  it('acknowledges an alarm with a note, where there is one', async () => {
    const page = await stage.page()
    await stage.logIn(page, '/alarms')
    const rows = page.locator('.alarms tbody tr')
    const acknowledge = page.getByRole('button', { name: 'Xác nhận cảnh báo' })
    if (stage.fake) {
      await expect.poll(() => rows.count(), PATIENCE).toBe(3)
    } else {
      // A running city is quiet until it matters: a run of wrong passwords is something that matters.
      await stage.guessPasswords('nobody-of-that-name', 12)
      await expect.poll(() => rows.count(), { timeout: 120_000 }).toBeGreaterThan(0)
    }
    await rows.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.locator('.history li').first().waitFor()
    if ((await acknowledge.count()) === 0) {
      expect(stage.fake, 'the fake city has unacknowledged alarms').toBeUndefined()
      return
    }
    await page.locator('textarea').fill('seen from the wall')
    await acknowledge.click()
    await acknowledge.waitFor({ state: 'detached' })
    await expect
      .poll(() => page.locator('.history').textContent(), { timeout: 30_000 })
      .toContain('seen from the wall')
  })
})

describe('the live picture, against the fake city', () => {
  const only = process.env.IOC_E2E_URL ? it.skip : it
  only('lets new alarms wait while somebody reads', async () => {
    const page = await stage.page()
    await stage.logIn(page, '/alarms')
    const rows = page.locator('.alarms tbody tr')
    await rows.first().waitFor()
    await rows.first().click()
    const before = await rows.count()
    stage.fake?.raise('GATEWAY_SILENT', 'CRITICAL', 'city', 'gw-1')
    await page.locator('.waiting').waitFor()
    expect(await rows.count()).toBe(before)
    await page.locator('.waiting').click()
    await expect.poll(() => rows.first().textContent(), PATIENCE).toContain('Cổng thu nhận im lặng')
    expect(await page.locator('[aria-live=assertive]').textContent()).toContain('Cổng thu nhận im lặng')
  })

  only('says since when the connection is cut, and comes back by itself', async () => {
    const page = await stage.page()
    await stage.logIn(page)
    await page.route('**/api/v1/live-ticket', (route) => route.abort())
    stage.fake?.cut()
    await page.locator('.banner').waitFor()
    expect(await page.locator('[data-testid=connection]').textContent()).toMatch(
      /Mất kết nối từ \d\d:\d\d:\d\d/,
    )
    await page.unroute('**/api/v1/live-ticket')
    await page.locator('[data-testid=connection][data-phase=live]').waitFor()
    await page.locator('.banner').waitFor({ state: 'detached' })
    stage.faults.splice(0)
  })

  only('tells why a stage was held, and by key what was weighed', async () => {
    stage.fake?.settle('vt-01')
    const page = await stage.page({ viewport: { width: 390, height: 844 } }, { language: 'en' })
    await stage.logIn(page, '/?select=intersection/vt-01')
    const line = page.locator('.panel-body > .ledger summary', { hasText: 'outweigh 9 waiting on B' })
    await line.waitFor()
    expect((await line.textContent())?.replaceAll('\u00a0', ' ')).toContain(
      'Stage A (Tran Hung Dao) held: 14 PCU arriving in 6 s outweigh 9 waiting on B',
    )
    await line.focus()
    await page.keyboard.press('Enter')
    const rows = page.locator('.candidates tbody tr')
    await rows.first().waitFor()
    const texts = await rows.allTextContents()
    expect(texts.length).toBe(2)
    expect(texts[0]).toMatch(/A \(taken\) kept 8\ss.*212.*14in 6\ss/)
    expect(texts[1]).toMatch(/B now, loses 4\ss.*341.*9/)
    expect(await rows.first().getAttribute('data-taken')).toBe('true')
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    const before = await page.locator('.panel-body > .ledger li').count()
    stage.fake?.weigh('vt-01')
    await page.getByRole('button', { name: '1 new' }).waitFor()
    expect(await page.locator('.panel-body > .ledger li').count()).toBe(before)
    await page.getByRole('button', { name: '1 new' }).click()
    await expect
      .poll(() => page.locator('.panel-body > .ledger li').first().textContent(), PATIENCE)
      .toContain('outweigh 9')
    expect(await page.locator('.panel-body > .ledger details[open]').count()).toBe(0)
    await page.getByRole('button', { name: 'Earlier decisions' }).click()
    await expect
      .poll(() => page.locator('.panel-body > .ledger li').count(), PATIENCE)
      .toBeGreaterThan(before + 5)
  })

  only('shows who asks for priority, from where, when, and what is done for them', async () => {
    const page = await stage.page({ viewport: { width: 390, height: 844 } }, { language: 'en' })
    await stage.logIn(page, '/?select=intersection/vt-02')
    const rows = page.locator('.priority li')
    await expect.poll(() => rows.count(), PATIENCE).toBe(2)
    const ambulance = await rows.first().textContent()
    expect(ambulance).toMatch(/^Emergency vehicleemergency-412/)
    expect(ambulance).toMatch(/due in|due at|late/)
    expect(ambulance).toContain('by the cabinet’s receiver')
    expect(ambulance).toMatch(/changing to its stage|green kept until it has passed/)
    expect(await rows.nth(1).textContent()).toContain('noted, not due yet')
    expect(await page.locator('.ledger').textContent()).toContain('Bus asks for priority on group')
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.goto(`${stage.url}/?select=intersection/vt-04`)
    await page.getByText('No vehicle asks for priority').waitFor()
  })

  only('says on which rung control is, and who is to blame that it is not higher', async () => {
    const page = await stage.page({}, { language: 'en' })
    await stage.logIn(page, '/?select=intersection/vt-03')
    const level = page.locator('.level')
    await expect
      .poll(() => level.textContent(), PATIENCE)
      .toMatch(/isolated adaptiveas vt-02 has told nothing of its platoons since \d\d:\d\d:\d\d/)
    expect(await level.getAttribute('data-low')).toBe('false')
    await page.goto(`${stage.url}/?select=intersection/vt-05`)
    await expect.poll(() => level.textContent(), PATIENCE).toContain('only 3 of 8 lanes are seen reliably')
    expect(await level.getAttribute('data-low')).toBe('true')
  })

  only('compares the shadow with what is commanded, and tells where they differed', async () => {
    const page = await stage.page({ viewport: { width: 390, height: 844 } }, { language: 'en' })
    await stage.logIn(page, '/?select=intersection/vt-01')
    const shadow = page.locator('.shadow')
    await shadow.waitFor()
    const text = async () => (await shadow.textContent())?.replaceAll('\u00a0', ' ')
    await expect.poll(text, PATIENCE).toContain('83 % the same of the time, 45 min compared')
    expect(await text()).toMatch(/Both want the same now|The shadow wants something else now/)
    await expect.poll(text, PATIENCE).toMatch(/Changing to stage B.*: .*Commanded: Stage A.*held: /)
    expect(await page.locator('.shadow .ledger li').count()).toBe(1)
    expect(await page.locator('.panel-body > .ledger').textContent()).not.toContain('comparison only')
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })

  only('names the rule that refused an override', async () => {
    const page = await stage.page({}, { language: 'en' })
    await stage.logIn(page)
    await openIntersection(page, 2)
    await page.getByRole('button', { name: 'Release to the local plan' }).click()
    await page.getByLabel('Reason').fill('test of a refusal')
    await page.locator('.hold').focus()
    await page.keyboard.down('Enter')
    await page.getByText('controller is silent').first().waitFor()
    await page.keyboard.up('Enter')
    stage.faults.splice(0)
  })
})
