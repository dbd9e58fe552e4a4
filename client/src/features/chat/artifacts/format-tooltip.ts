import { formatValue, type Options } from 'vega-tooltip';

/** What a column or a title calls `image` is shown as text: vega-tooltip would load it. */
export const formatTooltip: NonNullable<Options['formatTooltip']> = (value: unknown, ...options) => {
  if (typeof value !== 'object' || value === null || !('image' in value)) return formatValue(value, ...options);
  const { image, ...others } = value;
  return formatValue({ ...others, 'image ': image }, ...options);
};
