import { describe, expect, it } from 'vitest'
import { parseRoute, routeUrl } from './route'

describe('the URL', () => {
  it('says the room, the selection and the filters', () => {
    const route = parseRoute('/alarms', '?state=unacked&select=alarm/a~1')
    expect(route).toEqual({
      room: 'alarms',
      select: { kind: 'alarm', id: 'a~1' },
      filters: { state: 'unacked' },
    })
    expect(routeUrl(route)).toBe('/alarms?state=unacked&select=alarm/a%7E1')
  })
  it('of an unknown room is the map, an unknown selection is none', () => {
    expect(parseRoute('/nowhere', '?select=boat/1')).toEqual({ room: 'map', select: undefined, filters: {} })
  })
  it('comes back the same', () => {
    const route = parseRoute('/map', '?select=intersection/vt-01')
    expect(parseRoute('/map', routeUrl(route).slice(4))).toEqual(route)
  })
})
