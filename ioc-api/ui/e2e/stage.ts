import { existsSync, readFileSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { FAKE_LOGIN, FakeCity } from './fakeCity'

export type Login = { name: string; password: string }

/**
 * A page that is left closes its socket while the server's frames are on their way; Vert.x answers the close before frames that
 * it had queued. The page is gone by then, so nobody misses them.
 */
const LEAVING = /^WebSocket connection to .* failed: Data frame received after close$/

/** Where the tests play: the real centre of IOC_E2E_URL, else the fake city. */
export class Stage {
  readonly faults: string[] = []
  private constructor(
    readonly url: string,
    readonly login: Login,
    readonly fake: FakeCity | undefined,
    readonly browser: Browser,
  ) {}

  static async open(): Promise<Stage> {
    const real = process.env.IOC_E2E_URL
    const fake = real ? undefined : new FakeCity()
    const url = real ?? (await fake?.start()) ?? ''
    const login = real ? loginFrom(process.env.IOC_E2E_LOGINS, 'operator') : FAKE_LOGIN
    const browser = await chromium.launch({
      executablePath: process.env.IOC_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-gl=angle',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
      ],
    })
    return new Stage(url.replace(/\/$/, ''), login, fake, browser)
  }

  /** Ends the pages of a test, also of one that failed half-way. */
  async clear(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close()
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.fake?.stop()
  }

  /** A fresh browser profile; whatever it writes to its console as an error is a fault. */
  async page(
    options: BrowserContextOptions = {},
    chosen: { language?: 'vi' | 'en'; theme?: 'dark' | 'light' } = {},
  ): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1200, height: 700 }, ...options })
    await context.addInitScript(
      ([language, theme]) => {
        if (language && localStorage.getItem('ioc.language') === null)
          localStorage.setItem('ioc.language', language)
        if (theme && localStorage.getItem('ioc.theme') === null) localStorage.setItem('ioc.theme', theme)
      },
      [chosen.language, chosen.theme] as const,
    )
    const page = await context.newPage()
    page.setDefaultTimeout(90_000)
    page.on('console', (message) => {
      if (message.type() === 'error' && !LEAVING.test(message.text()))
        this.faults.push(`console: ${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => this.faults.push(`page: ${error.message}`))
    return page
  }

  /** Wrong passwords for an account, one after the other, as somebody who guesses would send them. */
  async guessPasswords(name: string, times: number): Promise<void> {
    for (let i = 0; i < times; i++)
      await fetch(`${this.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, password: `guess-${i}` }),
      })
  }

  async logIn(page: Page, path = '/'): Promise<void> {
    await page.goto(this.url + path)
    await page.locator('input[name=name]').fill(this.login.name)
    await page.locator('input[name=password]').fill(this.login.password)
    await page.locator('button[type=submit]').click()
    await page.locator('[data-testid=connection][data-phase=live]').waitFor()
  }
}

/** Logins of the first run: lines with a name, then its password, as text or JSON. `source`: the file, or the text itself. */
function loginFrom(source: string | undefined, name: string): Login {
  if (!source)
    throw new Error('IOC_E2E_LOGINS must name the file of the first-run logins, or be name:password')
  const text = existsSync(source) ? readFileSync(source, 'utf8') : source
  for (const line of text.split('\n')) {
    const [, found, password] = /^\s*"?([a-z][a-z0-9._-]*)"?\s*[:=\s]\s*"?([^\s",]+)"?/.exec(line) ?? []
    if (found === name && password) return { name, password }
  }
  throw new Error(`no login of "${name}" in IOC_E2E_LOGINS`)
}
