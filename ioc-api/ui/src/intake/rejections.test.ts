import { expect, it } from 'vitest'
import type { Entry } from '../live/entries'
import type { LiveIntake } from '../live/types'
import { rejectionRows } from './rejections'

it('refused messages of all gateways stand in one list, the latest first', () => {
  const intake = (gateway: string, device: string, lastAt: string): Entry<LiveIntake> => ({
    topic: `intake/${gateway}`,
    id: gateway,
    version: 1,
    at: 0,
    generation: 1,
    body: {
      gateway: {
        gateway,
        session: 1,
        at: lastAt,
        messagesReceived: 1,
        outboxBatches: 0,
        outboxOldest: 0,
        rejections: [{ device, reason: 'MALFORMED', count: 2, lastDetail: 'byte 3', lastAt }],
        links: [],
        refusedCommands: [],
      },
      coreRefusals: {},
      missingBatches: 0,
    },
  })
  const rows = rejectionRows([
    intake('gw-1', 'a', '2026-11-21T07:00:00Z'),
    intake('gw-2', 'b', '2026-11-21T08:00:00Z'),
  ])
  expect(rows.map((row) => `${row.gateway} ${row.device} ${row.reason} ${row.count}`)).toEqual([
    'gw-2 b MALFORMED 2',
    'gw-1 a MALFORMED 2',
  ])
})
