import { formatValue } from 'vega-tooltip';

/** What a column or a title calls `image` is shown as text: vega-tooltip would load it. */
export function tooltipWithoutPictures(value, ...options) {
  if (typeof value !== 'object' || value === null || !('image' in value)) return formatValue(value, ...options);
  const { image, ...others } = value;
  return formatValue({ ...others, 'image ': image }, ...options);
}
