/**
 * Drivers that take kmemdump's regions, as modules: `drivers/debug/qcom_md.c` of the first version, `qcom_minidump.c` of the later ones. Composed: notation as in
 * `../catalogue.ts`, sizes assumed.
 */
export const kmemdumpModulesText = `
kernel/drivers/debug/qcom_md.ko qcom_md 16384
 license=GPL
 description=Qualcomm kmemdump minidump backend driver
 depends=
kernel/drivers/debug/qcom_minidump.ko qcom_minidump 16384
 license=GPL
 description=Qualcomm kmemdump minidump backend driver
 depends=
`;
