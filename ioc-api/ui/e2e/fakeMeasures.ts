import type {
  GroupCycles,
  Intersection,
  SignalCycle,
  SignalCycles,
  SignalMeasure,
  SignalMeasureTable,
} from '../src/session/api'

/** Measures of the fake city: a log of regular cycles with vehicles in them; no loops behind stop lines, no phase calls. */
const NEEDS: Record<string, [columns: string[], needs?: SignalMeasure['needs']]> = {
  has_data: [[]],
  arrival_on_green: [['Phase', 'Total_Actuations', 'Percent_AOG'], 'ADVANCE'],
  approach_delay: [['Phase', 'Total_Actuations', 'AvgDelay', 'TotalDelay'], 'ADVANCE'],
  actuations: [['Detector', 'Total']],
  split_failures: [['Phase', 'Green_Time', 'Green_Occupancy', 'Red_Occupancy', 'Split_Failure'], 'PRESENCE'],
  terminations: [['Phase', 'PerformanceMeasure', 'Total']],
  yellow_red: [['Phase', 'Signal_State', 'Red_Offset', 'Count'], 'YELLOW_RED'],
  ped: [['Phase', 'PedServices', 'PedActuation']],
  ped_delay: [['Phase', 'AvgPedDelay', 'Samples']],
  full_ped: [['Phase', 'PedServices', 'PedActuation', 'Unique_Actuations', 'Estimated_Volumes']],
  phase_wait: [['Phase', 'AvgPhaseWait', 'TotalSkips']],
  splits: [['EventId', 'Services', 'Average_Split']],
  coordination: [['Raw_TimeStamp', 'EventId', 'Parameter']],
}
const columnsOf = (name: string) => ['TimeStamp', 'DeviceId', ...(NEEDS[name]?.[0] ?? [])]

export function measureList(): { measures: SignalMeasure[] } {
  return {
    measures: Object.entries(NEEDS).map(([name, [, needs]]) => ({
      name,
      purpose: name,
      needs,
      detectors: needs === 'YELLOW_RED' ? 0 : 6,
      obstacle: needs === 'YELLOW_RED' ? 'NO_SUCH_DETECTORS' : undefined,
      columns: columnsOf(name),
      options: [],
    })),
  }
}

const MINUTES: Record<string, number> = { '5m': 5, '15m': 15, '30m': 30, '1h': 60 }

export function measureTable(x: Intersection, name: string, query: URLSearchParams): SignalMeasureTable {
  const from = Date.parse(query.get('from') ?? '')
  const to = Date.parse(query.get('to') ?? '')
  const bin = query.get('bin') ?? '15m'
  const length = (MINUTES[bin] ?? 15) * 60_000
  const groups = x.groups.filter((group) => group.kind === 'VEHICLE')
  const rows: SignalMeasureTable['rows'] = []
  for (let at = from; at < Math.min(to, Date.now()); at += length) {
    // An hour of the afternoon is missing in the log.
    if (Math.floor(at / 3_600_000) % 24 === 8) continue
    const wave = (phase: number) => 0.5 + 0.4 * Math.sin(at / 5_000_000 + phase)
    const add = (...cells: (string | number)[]) => rows.push([new Date(at).toISOString(), x.id, ...cells])
    for (const { number } of groups) {
      const passes = Math.round((length / 60_000) * 14 * wave(number))
      if (name === 'arrival_on_green') add(number, passes, Math.min(0.95, wave(number + 1)))
      if (name === 'approach_delay') add(number, passes, 8 + 24 * wave(number + 2), passes * 20)
      if (name === 'split_failures')
        add(number, 31.5, 0.4 + 0.5 * wave(number), 0.3 * wave(number), wave(number) > 0.8 ? 2 : 0)
      if (name === 'terminations') {
        add(number, 'GapOut', 2)
        if (wave(number) > 0.6) add(number, 'MaxOut', 1)
        add(number, 'ForceOff', 3)
      }
    }
    if (name === 'has_data') add()
    if (name === 'actuations')
      for (let channel = 7; channel <= 12; channel++) add(channel, Math.round(40 * wave(channel)))
  }
  if (name === 'coordination' && rows.length === 0) {
    const at = new Date(from + 600_000).toISOString()
    rows.push([at, x.id, at, 131, 2], [at, x.id, at, 132, 80])
  }
  const obstacle = rows.length > 0 ? undefined : NEEDS[name]?.[1] ? 'NO_SUCH_DETECTORS' : 'NO_SUCH_EVENTS'
  return {
    measure: name,
    bin,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    columns: columnsOf(name),
    obstacle,
    rows,
  }
}

const ENDINGS = ['GAP_OUT', 'FORCE_OFF', 'FORCE_OFF', 'MAX_OUT'] as const

export function cyclesOf(x: Intersection, query: URLSearchParams): SignalCycles {
  const from = Date.parse(query.get('from') ?? '')
  const to = Math.min(Date.parse(query.get('to') ?? ''), Date.now())
  const only = Number(query.get('group') ?? 0)
  const groups = x.groups
    .filter((group) => group.kind === 'VEHICLE' && (only === 0 || group.number === only))
    .map(({ number }): GroupCycles => {
      const cycles: SignalCycle[] = []
      const arrivals: number[] = []
      let red = 0
      for (let n = 0; from + red < to - 90_000; n++) {
        const length = 78_000 + 14_000 * Math.sin(n / 9)
        const green = red + length * 0.45
        const end = Math.round(red + length)
        const missing = Math.floor((from + red) / 3_600_000) % 24 === 8
        if (!missing) {
          cycles.push({
            red: Math.round(red),
            green: Math.round(green),
            amber: end - 3_000,
            end,
            cleared: end + 2_000,
            ending: ENDINGS[n % 4],
          })
          for (let i = 0; i < 16; i++)
            arrivals.push(Math.round(i % 3 === 0 ? red + (length * i) / 16 : green + (length * 0.5 * i) / 16))
        }
        red += length
      }
      return { number, detectors: 2, cycles, arrivals: only ? arrivals.sort((a, b) => a - b) : undefined }
    })
  return { from: new Date(from).toISOString(), to: query.get('to') ?? '', groups }
}
