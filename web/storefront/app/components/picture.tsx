import type { ImageView } from '../lib/cart-view';

interface PictureProps {
  readonly image: ImageView | null;
  /** Beside a title that already says what it shows. */
  readonly decorative?: boolean;
  readonly eager?: boolean;
}

/** A product's picture, or a calm surface where there is none. */
export function Picture({ image, decorative = false, eager = false }: PictureProps) {
  if (!image) return <div className="picture picture-none" aria-hidden="true" />;
  return (
    <img
      className="picture"
      src={image.url}
      alt={decorative ? '' : image.alt}
      width={image.width ?? 800}
      height={image.height ?? 800}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
    />
  );
}
