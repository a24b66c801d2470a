/**
 * How a document looks: A4, calm, one strong rule a section, hairlines between rows, colour only for failures and for what is not known.
 * Defines the functions that `toTypst` calls; each takes strings, never markup.
 */
export const typstLayout = `
#let ink = rgb("#17191b")
#let ink-2 = rgb("#474a48")
#let ink-3 = rgb("#62645f")
#let hair = rgb("#d9d9d2")
#let line-colour = rgb("#b4b4ab")
#let accent = rgb("#1d4690")
#let fail = rgb("#a82814")
#let unknown = rgb("#765505")
#let unknown-tint = rgb("#fbf5e4")
#let accent-tint = rgb("#eef3fb")

#let layout-page(title, organization, note, simulated, body) = {
  set page(
    paper: "a4",
    margin: (top: 27mm, bottom: 25mm, left: 24mm, right: 22mm),
    header-ascent: 9mm,
    footer-descent: 8mm,
    header: {
      set text(size: 8pt, fill: ink-3)
      grid(columns: (1fr, auto), organization, note)
      v(-1.5mm)
      line(length: 100%, stroke: .4pt + line-colour)
    },
    footer: context {
      set text(size: 8pt, fill: ink-3)
      line(length: 100%, stroke: .4pt + line-colour)
      v(-1.5mm)
      grid(
        columns: (1fr, auto, 1fr),
        title,
        text(fill: unknown, simulated),
        align(right, counter(page).display("1 of 1", both: true)),
      )
    },
  )
  set text(font: "Libertinus Serif", size: 10.5pt, fill: ink, lang: "en", region: "gb", number-type: "lining", number-width: "tabular")
  set par(leading: .64em, spacing: 1em, justify: false)
  set heading(outlined: true)
  show heading: set text(weight: "semibold")
  show heading: set block(sticky: true)
  show heading.where(level: 1): it => block(above: 11mm, below: 4.5mm, width: 100%, sticky: true, {
    line(length: 100%, stroke: 1pt + ink)
    v(-1mm)
    text(size: 15pt, it.body)
  })
  show heading.where(level: 2): it => block(above: 7.5mm, below: 3.2mm, sticky: true, text(size: 12pt, it.body))
  show heading.where(level: 3): it => block(above: 5.5mm, below: 2.6mm, sticky: true, text(size: 10.5pt, fill: ink-2, it.body))
  body
}

#let title-block(title, subtitle, notes, particulars, open) = {
  block(above: 4mm, below: 3.6mm, text(size: 24pt, weight: "semibold", title))
  block(below: 7mm, text(size: 12.5pt, fill: ink-2, subtitle))
  line(length: 100%, stroke: 1pt + ink)
  block(above: 4.5mm, below: 5mm, {
    set par(leading: .6em, spacing: .7em)
    for note in notes { par(note) }
  })
  if particulars.len() > 0 {
    set text(size: 9.5pt)
    set par(leading: .56em)
    let labels = particulars.enumerate().map(((at, one)) => if calc.even(at) { text(fill: ink-3, one) } else { one })
    block(below: 5mm, grid(columns: (30mm, 1fr), row-gutter: 2.4mm, ..labels))
  }
  if open != none { block(width: 100%, below: 6.5mm, fill: accent-tint, inset: (x: 3.2mm, y: 2.6mm), text(size: 9.5pt, fill: accent, open)) }
}

#let contents(deep) = {
  show outline.entry: set block(above: 1.8mm)
  show outline.entry.where(level: 1): set block(above: 3.2mm)
  show outline.entry.where(level: 2): set text(size: 9.5pt, fill: ink-2)
  block(above: 8mm, {
    set text(size: 10pt)
    outline(title: none, depth: if deep { 2 } else { 1 }, indent: 5mm)
  })
}

#let lead(body) = block(sticky: true, par(body))

#let bullets(..items) = list(marker: text(fill: ink-3)[–], indent: 1mm, body-indent: 3mm, spacing: .72em, ..items.pos().map(one => [#one]))
#let numbers(..items) = enum(indent: 1mm, body-indent: 3mm, spacing: .8em, numbering: n => text(fill: ink-3, str(n) + "."), ..items.pos().map(one => [#one]))

#let toned(tone, body) = {
  if tone == "aside" { text(fill: ink-3, size: .92em, body) } else { text(fill: if tone == "fail" { fail } else { unknown }, body) }
}
#let cell(one) = {
  if type(one) == array { stack(spacing: .62em, ..one.map(line => par(hanging-indent: 2.4mm, line))) } else { one }
}

// What fits on a good part of a page is kept together: rows that belong together are read together.
#let kept(body) = context {
  let high = measure(width: 164mm, body).height
  block(width: 100%, above: 3.5mm, below: 5.5mm, breakable: high > 110mm, body)
}

#let ruled(widths, figures, small, heads, rows) = {
  set text(size: if small { 8.2pt } else { 9pt }, hyphenate: false)
  show regex("\\p{L}{13,}"): set text(hyphenate: true)
  set par(leading: .52em, spacing: .6em)
  let body = table(
    columns: widths.map(share => share * 1fr),
    align: (x, y) => (if figures.at(x) { right } else { left }) + top,
    inset: (x, y) => (
      left: if x == 0 { 0pt } else { 1.9mm },
      right: if x == widths.len() - 1 { 0pt } else { 1.9mm },
      top: 1.7mm,
      bottom: 1.7mm,
    ),
    stroke: (x, y) => (bottom: if y == 0 { .8pt + ink } else { .4pt + hair }),
    table.header(repeat: true, ..heads.map(one => text(fill: ink-2, weight: "semibold", hyphenate: false, one))),
    ..rows.map(row => row.cells.map(one => table.cell(breakable: not row.kept, cell(one)))).flatten(),
  )
  if rows.len() > 20 { block(width: 100%, above: 3.5mm, below: 5.5mm, body) } else { kept(body) }
}

#let settle(number, body) = block(
  width: 100%, above: 4mm, below: 4mm, fill: unknown-tint, stroke: (left: 1.6pt + unknown), inset: (left: 3.4mm, right: 3mm, y: 2.4mm), breakable: true,
  { set text(size: 9.5pt); text(fill: unknown, weight: "semibold", "To settle " + str(number) + ". "); body },
)

#let to-write(kept, body) = block(
  sticky: kept, width: 100%, above: 4mm, below: 4mm, stroke: (paint: line-colour, thickness: .7pt, dash: "dashed"), inset: (x: 3.4mm, y: 2.8mm),
  { set text(size: 9.5pt, fill: ink-2); text(style: "italic", "To be written by the company. "); body },
)

#let blank-line(label) = block(above: 6.5mm, below: 2mm, width: 100%, breakable: false, sticky: true, grid(
  columns: (38mm, 1fr), align: bottom, text(size: 9.5pt, fill: ink-2, label), line(length: 100%, stroke: .5pt + ink),
))
`;
