import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { looksLikeGb18030 } from './gb18030.ts';

describe('the guess at GB18030', () => {
  it.each(['李', '北京市,上海市', '产品名称,数量\n苹果,5\n', '㐀𠀀北京大学生命科学'])(
    'takes %j for Chinese',
    (text) => {
      expect(looksLikeGb18030(iconv.encode(text, 'gb18030'))).toBe(true);
    },
  );

  it.each([
    'Doña',
    'Málaga',
    'ação, não',
    'Straße',
    'Ærø Ångström',
    '5 €',
    '“quoted” – text',
    'ÉTÉ À LA PLAGE',
    '20 °C ± 1',
  ])('does not take %j for Chinese', (text) => {
    expect(looksLikeGb18030(iconv.encode(text, 'win1252'))).toBe(false);
  });
});
