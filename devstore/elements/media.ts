/** Pictures: icons, images, avatars, thumbnails. */
import { setOrRemove } from './box.ts';
import type { StandIn, View } from './element.ts';
import { icon } from './icons.ts';
import { TONES } from './text.ts';
import { attachTooltip } from './tooltip.ts';

const iconView: View = {
  css: `:host { display: inline-flex; vertical-align: middle; color: var(--s-text); } :host([data-color="subdued"]) { color: var(--s-text-subdued); }
    ${TONES.map((tone) => `:host([data-tone="${tone}"]) { color: var(--s-${tone}-text); }`).join('\n')}`,
  html: '<span></span>',
  start: (element) => () => {
    setOrRemove(element, 'data-tone', element.textOf('tone'));
    setOrRemove(element, 'data-color', element.textOf('color'));
    const drawing = element.inner('span');
    drawing.innerHTML = icon(element.textOf('type'), element.textOf('size').startsWith('small') ? 16 : 20);
    setOrRemove(drawing, 'role', element.textOf('accessibilityLabel') === '' ? '' : 'img');
    setOrRemove(drawing, 'aria-label', element.textOf('accessibilityLabel'));
    attachTooltip(element);
  },
};

function picture(css: string): View {
  return {
    css,
    html: '<img>',
    start: (element) => {
      const image = element.inner<HTMLImageElement>('img');
      for (const type of ['load', 'error']) image.addEventListener(type, () => element.dispatchEvent(new Event(type)));
      return () => drawImage(element, image);
    },
  };
}

function drawImage(element: StandIn, image: HTMLImageElement): void {
  image.alt = element.textOf('alt');
  setOrRemove(image, 'loading', element.textOf('loading'));
  setOrRemove(image, 'sizes', element.textOf('sizes'));
  setOrRemove(image, 'srcset', element.textOf('srcSet'));
  setOrRemove(image, 'src', element.textOf('src'));
  image.style.aspectRatio = element.textOf('aspectRatio');
  image.style.objectFit = element.textOf('objectFit');
  image.style.borderRadius = element.textOf('borderRadius').replace('base', '8px').replace('max', '999px');
}

const image = picture(':host { display: block; } img { display: block; inline-size: 100%; max-inline-size: 100%; }');
const thumbnail = picture(
  ':host { display: inline-block; } img { display: block; inline-size: 48px; block-size: 48px; object-fit: cover; border-radius: 8px; border: 1px solid var(--s-border); background: var(--s-surface-subdued); }',
);

const AVATAR_PX: Record<string, number> = { 'small-200': 20, small: 28, base: 36, large: 44, 'large-200': 64 };

const avatar: View = {
  css: `:host { display: inline-block; } span { display: grid; place-items: center; border-radius: 50%; overflow: hidden; background: var(--s-surface-strong); color: var(--s-text); font: 600 13px/1 var(--s-font); }
    img { inline-size: 100%; block-size: 100%; object-fit: cover; }`,
  html: '<span role="img"></span>',
  start: (element) => () => {
    const disc = element.inner('span');
    const size = `${AVATAR_PX[element.textOf('size')] ?? 36}px`;
    Object.assign(disc.style, { inlineSize: size, blockSize: size });
    disc.setAttribute('aria-label', element.textOf('alt') || element.textOf('initials') || 'Avatar');
    const source = element.textOf('src');
    if (source === '') return void (disc.textContent = element.textOf('initials'));
    const portrait = new Image();
    portrait.src = source;
    portrait.alt = '';
    disc.replaceChildren(portrait);
  },
};

// Not a code to scan: a frame around the text it would hold, so that a test can read it.
const qrCode: View = {
  css: ':host { display: inline-block; } div { inline-size: 128px; block-size: 128px; display: grid; place-items: center; padding: 8px; overflow: hidden; overflow-wrap: anywhere; border: 4px double var(--s-text); font: 10px/1.3 monospace; color: var(--s-text); background: var(--s-surface); }',
  html: '<div role="img"></div>',
  start: (element) => () => {
    const code = element.inner('div');
    code.textContent = element.textOf('content');
    code.setAttribute('aria-label', element.textOf('accessibilityLabel') || 'QR code');
  },
};

export const media: Record<string, View> = {
  's-icon': iconView,
  's-image': image,
  's-thumbnail': thumbnail,
  's-product-thumbnail': thumbnail,
  's-avatar': avatar,
  's-qr-code': qrCode,
};
