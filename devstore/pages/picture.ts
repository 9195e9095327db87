/** Product pictures, drawn: a few vessels on a soft ground. */

interface Palette {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly shade: string;
  readonly cap: string;
}

const gold = '#c9a15f';
const palettes: Record<string, Palette> = {
  'dew-drops-serum': { from: '#f8ebe2', to: '#e9c9b6', body: '#d98f6c', shade: '#b86d4b', cap: '#3a2a24' },
  'velvet-lip-tint': { from: '#f9e6e6', to: '#e6b4b8', body: '#a83f55', shade: '#7f2b3e', cap: gold },
  'cloud-cleanser': { from: '#eef2f3', to: '#c9d8de', body: '#fdfdfb', shade: '#d5dfe3', cap: '#8aa3ad' },
  'night-repair-cream': { from: '#e6e3ee', to: '#b3abcb', body: '#4a4269', shade: '#332d4c', cap: gold },
  'sun-veil-spf-50': { from: '#fdf3dc', to: '#f3d596', body: '#f0b74c', shade: '#d1932a', cap: '#fffaf0' },
  'rose-face-mist': { from: '#fbeaec', to: '#f0c3cb', body: '#f4d3d8', shade: '#dfa5b0', cap: '#b8667a' },
  'silk-brow-gel': { from: '#f1ebe4', to: '#d4c2ae', body: '#6f5442', shade: '#523c2e', cap: '#2e211a' },
  'the-ritual-set': { from: '#eef0e6', to: '#c5ceb2', body: '#7d8c66', shade: '#5f6d4b', cap: gold },
  'gift-card': { from: '#f7ece3', to: '#e2c4ae', body: '#8c3b4a', shade: '#6d2a38', cap: gold },
};

/** The picture of a product; undefined for one nobody has drawn. */
export function pictureOf(handle: string): string | undefined {
  const palette = palettes[handle];
  const draw = drawings[handle];
  return palette && draw ? frame(palette, draw(palette)) : undefined;
}

function frame({ from, to }: Palette, shapes: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
<rect width="400" height="400" fill="url(#g)"/><circle cx="292" cy="118" r="92" fill="#fff" opacity=".28"/>
<ellipse cx="200" cy="338" rx="118" ry="15" fill="#3a2a24" opacity=".14"/>${shapes}</svg>`;
}

const box = (x: number, y: number, width: number, height: number, fill: string, radius = 6) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;
const glint = (x: number, y: number, height: number) => box(x, y, 7, height, '#fff', 4).replace('/>', ' opacity=".35"/>');
const label = (x: number, y: number, width: number) =>
  `${box(x, y, width, 46, '#fffaf5', 3)}<path d="M${x + width / 2 - 14} ${y + 18}h28M${x + width / 2 - 9} ${y + 29}h18" stroke="#6b5a52" stroke-width="3"/>`;

const drawings: Record<string, (palette: Palette) => string> = {
  'dew-drops-serum': (p) =>
    `${box(150, 178, 100, 158, p.body, 16)}${box(218, 178, 32, 158, p.shade, 16)}${box(178, 148, 44, 34, p.cap, 5)}${box(184, 92, 32, 62, p.cap, 15)}` +
    `${label(163, 236, 74)}${glint(162, 196, 124)}<path d="M300 210c16 24 22 34 22 45a22 22 0 0 1-44 0c0-11 6-21 22-45Z" fill="${p.body}" opacity=".55"/>`,
  'velvet-lip-tint': (p) =>
    `${box(164, 206, 72, 130, p.cap, 8)}${box(172, 150, 56, 60, '#f1dfc4', 4)}<path d="M178 152v-44c0-8 4-14 12-20l26-16c4-2 6 0 6 4v76Z" fill="${p.body}"/>` +
    `<path d="M206 152V84l10-8c4-2 6 0 6 4v72Z" fill="${p.shade}"/>${glint(174, 220, 100)}`,
  'cloud-cleanser': (p) =>
    `${box(140, 170, 120, 166, p.body, 22)}${box(222, 170, 38, 166, p.shade, 20)}${box(176, 140, 48, 34, p.cap, 6)}${box(192, 106, 16, 38, p.cap, 4)}` +
    `<path d="M200 100h66v16h-12v14h-16v-14h-62c0-10 10-16 24-16Z" fill="${p.cap}"/>${label(156, 232, 72)}<circle cx="304" cy="206" r="17" fill="#fff" opacity=".8"/><circle cx="330" cy="180" r="10" fill="#fff" opacity=".7"/>`,
  'night-repair-cream': (p) =>
    `${box(112, 222, 176, 114, p.body, 26)}${box(236, 222, 52, 114, p.shade, 24)}${box(106, 176, 188, 54, p.cap, 12)}${label(152, 256, 78)}${glint(126, 242, 72)}` +
    `<path d="M300 96a34 34 0 1 0 22 56a28 28 0 0 1-22-56Z" fill="#fffaf0" opacity=".85"/>`,
  'sun-veil-spf-50': (p) =>
    `<path d="M140 96h120l-14 186h-92Z" fill="${p.body}"/><path d="M214 96h46l-14 186h-30Z" fill="${p.shade}" opacity=".55"/>${box(136, 84, 128, 18, p.shade, 4)}` +
    `${box(160, 282, 80, 54, p.cap, 8)}<circle cx="194" cy="176" r="26" fill="#fffaf0"/><path d="M172 222h46M180 236h30" stroke="#fffaf0" stroke-width="4"/>`,
  'rose-face-mist': (p) =>
    `${box(156, 174, 88, 162, p.body, 18)}${box(216, 174, 28, 162, p.shade, 16)}${box(168, 112, 64, 66, p.cap, 10)}${label(166, 238, 62)}${glint(166, 194, 120)}` +
    `<g fill="#fff" opacity=".85"><circle cx="274" cy="118" r="5"/><circle cx="292" cy="104" r="6"/><circle cx="296" cy="130" r="4"/><circle cx="314" cy="116" r="5"/></g>`,
  'silk-brow-gel': (p) =>
    `${box(172, 196, 56, 140, p.body, 10)}${box(208, 196, 20, 140, p.shade, 8)}${box(176, 84, 48, 116, p.cap, 10)}${glint(182, 212, 108)}` +
    `<path d="M262 168c22-22 54-26 78-10c-26-6-52-2-78 10Z" fill="${p.shade}"/>`,
  'the-ritual-set': (p) =>
    `${box(92, 160, 66, 150, '#fdfdfb', 14)}${box(110, 132, 30, 32, '#8aa3ad', 5)}${box(168, 190, 58, 120, '#d98f6c', 12)}${box(184, 140, 26, 54, '#3a2a24', 10)}` +
    `${box(236, 236, 88, 74, '#4a4269', 16)}${box(232, 208, 96, 34, p.cap, 8)}<path d="M70 276h260l-14 62H84Z" fill="${p.body}"/><path d="M70 276h260l-4 16H74Z" fill="${p.shade}"/>`,
  'gift-card': (p) =>
    `<g transform="rotate(-6 200 220)">${box(82, 148, 236, 150, p.body, 16)}<path d="M82 208h236" stroke="${p.cap}" stroke-width="14"/><path d="M238 148v150" stroke="${p.cap}" stroke-width="14"/>` +
    `<path d="M238 208c-36-44-64-26-48-6c10 10 32 8 48 6Zm0 0c36-44 64-26 48-6c-10 10-32 8-48 6Z" fill="${p.cap}"/>${box(102, 252, 78, 10, '#fffaf5', 4)}${box(102, 272, 48, 8, '#fffaf5', 4)}</g>`,
};
