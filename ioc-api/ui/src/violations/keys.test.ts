import { describe, expect, it } from 'vitest'
import { commandOf, type Press } from './keys'

const press = (key: string, changes: Partial<Press> = {}): Press => ({
  key,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...changes,
})
const nothing = { rejecting: false, enlarged: false }
const rejecting = { rejecting: true, enlarged: false }

describe('a key at the desk', () => {
  it('goes on, decides, takes back; capitals too', () => {
    expect(
      ['j', 'ArrowDown', 'k', 'a', 'R', 'u'].map((key) => commandOf(press(key), 'elsewhere', nothing)),
    ).toEqual(['next', 'next', 'previous', 'accept', 'reject', 'undo'])
  })
  it('that is held down goes on, but decides once', () => {
    expect(commandOf(press('j', { repeat: true }), 'elsewhere', nothing)).toBe('next')
    expect(commandOf(press('a', { repeat: true }), 'elsewhere', nothing)).toBeUndefined()
  })
  it('is a letter where somebody writes, and the browser’s with Ctrl', () => {
    expect(commandOf(press('a'), 'text', nothing)).toBeUndefined()
    expect(commandOf(press('a', { ctrlKey: true }), 'elsewhere', nothing)).toBeUndefined()
  })
  it('chooses a reason by number only while rejecting; 0 is the tenth', () => {
    expect(commandOf(press('1'), 'elsewhere', nothing)).toBeUndefined()
    expect(commandOf(press('1'), 'elsewhere', rejecting)).toEqual({ reason: 0 })
    expect(commandOf(press('0'), 'button', rejecting)).toEqual({ reason: 9 })
  })
  it('leaves the space bar to buttons and arrows to sliders', () => {
    expect(commandOf(press(' '), 'elsewhere', nothing)).toBe('play')
    expect(commandOf(press(' '), 'button', nothing)).toBeUndefined()
    expect(commandOf(press('ArrowLeft'), 'slider', nothing)).toBeUndefined()
    expect(commandOf(press('a'), 'slider', nothing)).toBe('accept')
  })
  it('Escape closes what is open before it leaves the case, and decides nothing behind a picture', () => {
    expect(commandOf(press('Escape'), 'text', rejecting)).toBe('close')
    expect(commandOf(press('Escape'), 'elsewhere', nothing)).toBeUndefined()
    expect(commandOf(press('a'), 'elsewhere', { rejecting: false, enlarged: true })).toBeUndefined()
  })
})
