import type { Entry } from '../live/entries'
import type { LiveIntake } from '../live/types'

export type RejectionRow = {
  gateway: string
  device: string
  reason: string
  count: number
  detail: string
  at: number
}

/** Refused messages of all gateways, the latest first. */
export function rejectionRows(intakes: readonly Entry<LiveIntake>[]): RejectionRow[] {
  return intakes
    .flatMap((entry) =>
      entry.body.gateway.rejections.map((each) => ({
        gateway: entry.body.gateway.gateway,
        device: each.device,
        reason: each.reason,
        count: each.count,
        detail: each.lastDetail,
        at: Date.parse(each.lastAt),
      })),
    )
    .sort((a, b) => b.at - a.at || a.device.localeCompare(b.device) || a.reason.localeCompare(b.reason))
}
