import { CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { graphic, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([LineChart, ScatterChart, CustomChart, GridComponent, CanvasRenderer])

/** Many rectangles as one thing to draw: a day has a thousand cycles. */
graphic.registerShape(
  'rects',
  graphic.extendShape({
    shape: { rects: [] as readonly (readonly [number, number, number, number])[] },
    buildPath(path, shape) {
      for (const [x, y, width, height] of shape.rects) path.rect(x, y, width, height)
    },
  }),
)

export type { EChartsType } from 'echarts/core'
export { init }
