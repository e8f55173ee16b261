/// How the report looks on a screen and on A4 paper.
enum FortnightStyle {
  static let css = """
    :root { --ink: #1b1f24; --quiet: #57606a; --rule: #d0d7de; --bar: #1f5f99; --mark: #b3261e; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 1040px; padding: 24px; color: var(--ink); background: #fff;
      font: 15px/1.5 "Noto Sans", "Segoe UI", "DejaVu Sans", Arial, sans-serif; }
    h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; }
    header p, caption, figcaption { color: var(--quiet); }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: 13px; }
    caption { text-align: left; padding: 0 0 6px; }
    th, td { border-bottom: 1px solid var(--rule); padding: 4px 8px; text-align: left;
      vertical-align: top; overflow-wrap: break-word; }
    th { border-bottom: 2px solid var(--ink); }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    figure { margin: 0; overflow-x: auto; }
    svg { width: 100%; min-width: 760px; height: auto; font-size: 12px; fill: var(--ink); }
    svg text { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
    .track { fill: #eef1f4; } .bar { fill: var(--bar); }
    .mark { stroke: var(--mark); stroke-width: 2; stroke-dasharray: 4 3; }
    .grid { stroke: var(--rule); } .dot { fill: var(--bar); }
    .line { fill: none; stroke: var(--bar); stroke-width: 2; }
    .h0 { fill: #eef1f4; } .h1 { fill: #c6dbef; } .h2 { fill: #85b4d9; } .h3 { fill: #3f83bd; }
    .h4 { fill: #12477a; }
    .none { color: var(--quiet); }
    @page { size: A4; margin: 15mm; }
    @media print { body { max-width: none; padding: 0; font-size: 11px; } table { font-size: 10px; }
      .wide, figure { overflow: visible; } svg { min-width: 0; } section, figure, tr { break-inside: avoid; }
      section { break-inside: auto; } h2 { break-after: avoid; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
    """
}
