import { words } from './words.ts';

/** The collations of DuckDB with ICU, `pragma_collations()`: they compare and do nothing else. */
export const allowedCollations: ReadonlySet<string> = new Set(
  words(`
    binary c posix nocase noaccent nfc icu_noaccent
    af am ar ar_sa as az be bg bn bo br bs ca ceb chr cs cy da de de_at dsb dz ee el en en_us eo es et fa fa_af ff
    fi fil fo fr fr_ca ga gl gu ha haw he he_il hi hr hsb hu hy id id_id ig is it ja ka kk kl km kn ko kok ku ky lb
    lkt ln lo lt lv mk ml mn mr ms mt my nb nb_no ne nl nn om or pa pa_in pl ps pt ro ru sa se si sk sl smn sq sr
    sr_ba sr_me sr_rs sv sw ta te th tk to tr ug uk ur uz vi wae wo xh yi yo yue yue_cn zh zh_cn zh_hk zh_mo zh_sg
    zh_tw zu
  `),
);
