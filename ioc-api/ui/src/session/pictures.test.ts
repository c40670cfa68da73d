import { beforeEach, describe, expect, it } from 'vitest'
import { Pictures } from './pictures'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const file = (bytes: number) => new Blob([new Uint8Array(bytes)])
const nobody = () => {}

describe('pictures behind the login', () => {
  let live: Set<string>
  let made: number
  beforeEach(() => {
    live = new Set()
    made = 0
  })
  const addresses = {
    createObjectURL: () => {
      const url = `blob:${++made}`
      live.add(url)
      return url
    },
    revokeObjectURL: (url: string) => void live.delete(url),
  }
  const picturesOf = (fetch: (path: string) => Promise<Blob>, keptBytes = 1_000) =>
    new Pictures(fetch, keptBytes, addresses)

  it('are fetched once, whoever looks, and tell when they are here', async () => {
    const asked: string[] = []
    const pictures = picturesOf(async (path) => {
      asked.push(path)
      return file(10)
    })
    let told = 0
    pictures.prefetch('/a', 'image/jpeg')
    const release = pictures.hold('/a', 'image/jpeg', () => told++)
    expect(pictures.get('/a')).toEqual({})
    await settled()
    expect(told).toBe(1)
    expect(pictures.get('/a').url).toBe('blob:1')
    release()
    pictures.hold('/a', 'image/jpeg', nobody)
    expect(asked).toEqual(['/a'])
  })

  it('are revoked when nobody looks and their room is needed, the longest unused first', async () => {
    const pictures = picturesOf(async () => file(40), 100)
    const release = ['/a', '/b', '/c', '/d'].map((path) => pictures.hold(path, 'image/jpeg', nobody))
    await settled()
    expect(live.size).toBe(4)
    for (const each of release) each()
    expect([pictures.get('/a').url, pictures.get('/b').url]).toEqual([undefined, undefined])
    expect(live.size).toBe(2)
  })

  it('are all revoked at the end of the session, those too that come later', async () => {
    const pictures = picturesOf(async () => file(40))
    pictures.hold('/a', 'image/jpeg', nobody)
    await settled()
    pictures.hold('/late', 'image/jpeg', nobody)
    pictures.clear()
    await settled()
    expect(live.size).toBe(0)
  })

  it('say why they did not come, and are tried again', async () => {
    let refuse = true
    const pictures = picturesOf(async () => {
      if (refuse) throw new Error('gone')
      return file(1)
    })
    const release = pictures.hold('/a', 'image/jpeg', nobody)
    await settled()
    expect(String(pictures.get('/a').error)).toContain('gone')
    release()
    refuse = false
    pictures.hold('/a', 'image/jpeg', nobody)
    await settled()
    expect(pictures.get('/a').url).toBe('blob:1')
  })
})
