/**
 * Modules that user space of the Apertis image has loaded on an i.MX6 board, newest first. From `snd_timer` on as in the document's
 * transcript, which shows the end of the list only; those before are composed: what a SABRE Lite has besides.
 */
const NAMES = `
imx_media_csi(C) imx_media_capture(C) imx_media_ic(C) imx_media_vdic(C) imx_media(C) imx_sdma coda_vpu videobuf2_vmalloc
v4l2_mem2mem videobuf2_dma_contig videobuf2_memops videobuf2_v4l2 videobuf2_common video_mux v4l2_common videodev media
snd_soc_sgtl5000 snd_soc_imx_sgtl5000 snd_soc_fsl_asoc_card snd_soc_fsl_ssi imx_pcm_dma imx_pcm_fiq snd_soc_imx_audmux
snd_soc_core snd_pcm_dmaengine snd_pcm dw_hdmi_cec dw_hdmi_ahb_audio imx_thermal imx2_wdt snvs_pwrkey caam caam_jr caamhash_desc
caamalg_desc crypto_engine authenc rng_core rtc_snvs rtc_isl1208 gpio_keys gpio_mxc leds_gpio ofpart cmdlinepart spidev fec ptp
flexcan can_dev egalax_ts i2c_dev nls_ascii nls_cp437 vfat fat algif_hash af_alg bluetooth ecdh_generic btusb btrtl btbcm btintel
snd_soc_imx_spdif snd_soc_fsl_spdif snd_soc_fsl_esai snd_soc_fsl_utils snd_compress industrialio nvmem_imx_ocotp gpio_fan uio uio_pdrv_genirq mag3110 hwmon pwm_fan
cfg80211 rfkill snd_timer m25p80 snd spi_nor soundcore
pwm_imx imx_media_common(C) v4l2_fwnode imx_ldb dw_hdmi_imx etnaviv dw_hdmi imxdrm gpu_sched drm_kms_helper imx_ipu_v3
panel_simple cec drm fb_sys_fops evdev imx6q_cpufreq pwm_bl ip_tables x_tables autofs4 btrfs xor zstd_decompress zstd_compress
xxhash zlib_deflate raid6_pq libcrc32c crc32c_generic cls_cgroup ahci_imx libahci_platform libahci ci_hdrc_imx ci_hdrc ulpi
libata ehci_hcd udc_core scsi_mod sdhci_esdhc_imx sdhci_pltfm sdhci usbcore i2c_imx usbmisc_imx phy_mxs_usb anatop_regulator
spi_imx dwc3_haps clk_pwm micrel
`;

export const apertis419BootModules = NAMES.trim()
  .split(/\s+/)
  .map((word) => {
    const [name = '', taints = ''] = word.replace(')', '').split('(');
    return { name, taints };
  });
