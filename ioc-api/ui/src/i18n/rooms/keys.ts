import type { Shape } from './shape'

/** Words of the sheet of keys. */
export const keysVi = {
  title: 'Phím tắt',
  open: 'Phím tắt',
  everywhere: 'Mọi nơi',
  showKeys: 'mở bảng này',
  escape: 'đóng, bỏ chọn',
  alarms: 'Cảnh báo',
  upDown: 'lên, xuống',
  enter: 'mở',
  violations: 'Vi phạm',
  nextPrevious: 'vụ kế, vụ trước',
  accept: 'chấp nhận vi phạm',
  reject: 'từ chối, rồi bấm số của lý do',
  undo: 'rút lại quyết định',
  play: 'chạy hoặc dừng đoạn phim',
  step: 'lùi, tiến 0,2 giây trong phim',
  instant: 'về lúc qua vạch',
  enlarge: 'phóng to hình',
}

export const keysEn: Shape<typeof keysVi> = {
  title: 'Keys',
  open: 'Keys',
  everywhere: 'Everywhere',
  showKeys: 'this sheet',
  escape: 'close, select nothing',
  alarms: 'Alarms',
  upDown: 'up, down',
  enter: 'open',
  violations: 'Violations',
  nextPrevious: 'next, previous case',
  accept: 'accept the violation',
  reject: 'reject, then the number of the reason',
  undo: 'take the decision back',
  play: 'play or pause the clip',
  step: '0.2 s back, forward in the clip',
  instant: 'to the instant at the line',
  enlarge: 'enlarge the picture',
}
