/**
 * Empty file systems, made by the real tools: mke2fs 1.47.0 (5-Feb-2023); mkfs.fat 4.2 (2021-01-31).
 * Written by `npx tsx scripts/record/disk-templates.ts`; the 4 KiB pages that are not zeros, deflated.
 */
export const templates = {
  /** `mke2fs -q -F -U 6c617374-776f-7264-8000-000000000001 -E hash_seed=6c617374-776f-7264-8000-000000000002,lazy_itable_init=0,lazy_journal_init=1 -t ext4 -b 4096 -O ^metadata_csum,^64bit`, 256 MiB: root of a board whose U-Boot writes to it. */
  'ext4-uboot-256m': {
    sectors: 524288,
    pages: [
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 4117, 4118, 4119, 4120, 4121, 4122,
      32768, 32769, 32785,
    ],
    deflated:
      '7d2/bxNXAAfw7x2GmNhghx8dOnliqZS9KkPKv4D4A5ACC1EtkVSMuP9F/5xIrIzsiAGpS5WBRurmcnbs2MEMFVEbP38+0kvubJ/P7/nu5b530bsE2FzVpLztJu/eJ6fj6aP1WclooSTZe/PhWTIePz6pJktO58/fqdE5m3mY5FGdvEhy8PTw6NXw5f5o+aWXrPfFI+2F6Qufoa6qpJvzem1/qtJaXLif7Iz+dWPODTJYWdFmHU8K24oeDOxJAADrYCfJ3ST3k3wcnr6ul4+AcyfJveb5dnIybFJAS6MBAADAmqlH2gAAAABKd03+BwAAgOK15H8AAAAo3nX5HwAAAIp3Q/4HAACA4m3J/wAAAFC8tvwPAAAAxbsp/wMAAEDxtuV/AAAAKF5H/gcAAIDideV/AAAAKN4t+R8AAACKd1v+BwAAgOL15H8AAAAoXl/+BwAAgOKN2XRb9gIAAAD5n9JVdgIAAIBNyP+u/gIAAMDG2Hvz4dmsbFK9//y5GQRhVf2vpT35Pf25/alKa2G55qr5/f63r3+w4nuwNQL/hdFvnzud470V/V+Vv7/xvb+/0D9WV7D/m9Q/qVbVP6Ov9//N34ydSxg7R//P/+m4Of7ZW3X8U59tm6u3/2b6O8c/AGurTtJNVe/Op+t6dzfpJPmjt10fDA+Pfng+/PWXfW0FAAAA66pzIf//1ZvmfwAAAKAwfU0AAAAA8j8AAAAg/wMAAABXXT0Z7X46puv1JDeSbJ2N/HqzGft1Pk5AcivJ7SQ9pw0AAABgjVST8rabvHufnI7Pzwk0ZXIPpFmZ359lPH58Ml1y8X4ts/s7dSYzVR4meVQnL5IcPD08ejV8uT9afukl633xSHth+sJnqKtqek5jVq9LuMfTUr0GGaysaLOOJ4VtRQ8G9iQAAICrbCfJ3eZe9kk+Dk9f18sJOHeS3Guebycnw+YsQEujAQAAwJo5/unH3zMP9f3Zf/VXX7tGv+I6fqUVAQAA4Gr7Bw==',
  },
  /** `mke2fs -q -F -U 6c617374-776f-7264-8000-000000000001 -E hash_seed=6c617374-776f-7264-8000-000000000002,lazy_itable_init=0,lazy_journal_init=1 -t ext4 -b 4096 -O ^metadata_csum,^64bit`, 64 MiB: the same, smaller. */
  'ext4-uboot-64m': {
    sectors: 131072,
    pages: [0, 1, 5, 6, 7, 8, 9, 10, 11, 21, 37, 1061],
    deflated:
      '7d3PShtBHAfw7/5plSiklwqe6kUvBS89lNKC0VfoExS0l0qFaunVvkUfR/BJPNlL6cF6Ttnspv6Lh4KgJp8PTGZnWZKdYTI7k/xgEmBmDdr0qkrOXifnG+3psks57NKgu/z4ZCcZDt//LlL8K7eKLl/oCu+SbJXJpyS7H/YPvu192T68eukdq26cmb90fO0eyqJIFnNRr95ZlfrS9b2uLk3eT7KUZDnJaZWs1bc15oWVrEysaN29zzSZm/dVAgB4DJ4keZ5kNc38/3yjTK1RAAAAYMoMZ90LfQAAz38AYPo1Mb6LKcr1Lt53MWW5vt7Gvf7s98rdvf2Dlx/3vn7eNlcCAACAx2rh2vr/T79d/wMAAABT5pkmAAAAAOt/AAAAwPofAAAAeMiO3r750W1J3f0QMDosbtuje8I+3oVWBAAAgIdtOKcNAGDmnv8AwMwZzwMGxyc74zRL859fm23Yw836V5kf5e1r76wYB0mMNEEPT+/g81eulWet/YH7c/i9CQIbTBj/ihtj0/9ara+Wiwc4/o3qn8n1b29uPP5XV8b/Xrd3TpP3kywlWU5yWiVrtfGfx+Foc9T9J/T/suubk+c/zfFd/HWk/wPcn3K02k1qTQEAAABT6S8=',
  },
  /** `mke2fs -q -F -U 6c617374-776f-7264-8000-000000000001 -E hash_seed=6c617374-776f-7264-8000-000000000002,lazy_itable_init=0,lazy_journal_init=1 -t ext4`, 64 MiB: as Debian 12 makes it. */
  'ext4-64m': {
    sectors: 131072,
    pages: [
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
      31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58,
      59, 60, 61, 62, 63, 64, 65, 66, 68, 69, 1092, 1093, 1094, 1095, 1096, 2048, 4096, 6144, 10240, 14336,
    ],
    deflated:
      '7d0HlJ51tYXx/U0SMiQhgaCgoHhAsAAiYEUQgiIWVBREEQsnClhAohSxG0RBRcQCUmwnFizYO1YEO2ABFUWlKtIUBaMoAne/k0QiJjfrLvQKnOe3VngS1ryZzPxnT/LNJO9IANqaM/xnpNNnSGefIy3cZvjRUmLxt/HFT37qBXtKN9yw85Wjiadb9ONFllw3ffEPtpJ0ypi092Rpn7n7H3DQvP32mP/PT/rv9i8/7/hS37/Jr2FsNJqjGbrx5Zp29UiTl754VWk05//8ylzqVRfLfEEnj6Q1R7etN6O1N2BKtzbnX7zGZZNG0vSRtPpIOn/mwqljixdw3LUHz144dav1lnftpbtestuSt+UZw/WTpOvXGeY2danxbbxgRb+GKSNpleH6KRN7G5emTPz/49cfrt/sqOVdd/0Oi7rSSJo5XD91Wc//8MtX9PynjqRZw/UrTwz2Jtfn1iu6fnwkrTpcP31Zz/+MvVd0/cojabXh+lWW9fxnrLSi66eNpNnD9bOk69a58fV32EnD9duNL++6i47g7R/SpJAmpVvu+bw+gE4mhzQ53XLZP9DKlJCmpFsu+wdaWSmkldItl/0DrUwNaWq65bJ/oJXxGD7M7ZbL/oFWVg5p5XTLZf9AK9NCmpZuuewfaGV6SNPTLZf9A63MCGlGuuWyf6CVVUJaJd1y2T/QysyQZqZbLvsHWpkV0qx0y2X/QCurhrRquuWyf6CV1UJaLd1y2T/QyuyQZqdbLvsHWlk9pNXTLZf9A63cLqTbpVsu+wdauX1It0+3XPYPtLJGSGukWy77B1pZM6Q10y2X/QOt3CGkO6RbLvsHWrljSHdMt1z2D7SyVkhrpVsu+wdaWTuktdMtl/0DrdwppDulWy77B1q5c0h3Trdc9g+0sk5I66RbLvsHWrlLSHdJt1z2D7QSIUW65bJ/oJV1Q1o33XLZP9DKeiGtl2657B9o5a4h3TXdctk/0Mr6Ia2fbrnsH2hlg5A2SLdc9g+0creQ7pZuuewfaOXuId093XLZP9DKPUK6R7rlsn+glXuGdM90y2X/QCsbhrRhuuWyf6CVjULaKN1y2T/QysYhbZxuuewfaOVeId0r3XLZP9DKJiFtkm657B9o5d4h3Tvdctk/0MqmIW2abrnsH2hls5A2S7dc9g+0snlIm6dbLvsHWrlPSPdJt1z2D7Ry35Dum2657B9o5X4h3S/dctk/0Mr9Q7p/uuWyf6CVB4T0gHTLZf9AKw8M6YHplsv+gVa2CGmLdMtl/0ArDwrpQemWy/6BVrYMact0y2X/QCtbhbRVuuWyf6CVB4f04HTLZf9AK1uHtHW65bJ/oJVtQtom3XLZP9DKnJDmpFsu+wda2TakbdMtl/0DrTwkpIekWy77B1p5aEgPTbdc9g+0sl1I26VbLvsHWnlYSA9Lt1z2D7SyfUjbp1su+wdaeXhID0+3XPYPtPKIkB6RbrnsH2jlkSE9Mt1y2T/QyqNCelS65bJ/oJUdQtoh3XLZP9DKo0N6dLrlsn+glceE9Jh0y2X/QCuPDemx6ZbL/oFWdgxpx3TLZf9AK48L6XHplsv+gVYeH9Lj0y2X/QOt7BTSTumWy/6BVnYOaed0y2X/QCtPCOkJ6ZbL/oFWdglpl3TLZf9AK08M6Ynplsv+gVaeFNKT0i2X/QOt7BrSrumWy/6BVp4c0pPTLZf9A63sFtJu6ZbL/oFWnhLSU9Itl/0DrTw1pKemWy77B1p5WkhPS7dc9g+08vSQnp5uuewfaGX3kHZPt1z2D7SSIWW65bJ/oJW5Ic1Nt1z2D7TyjJCekW657B9o5ZkhPTPdctk/0MoeIe2RbrnsH2hlz5D2TLdc9g+0sldIe6VbLvsHWnlWSM9Kt1z2D7Ty7JCenW657B9o5TkhPSfdctk/0MpzQ3puuuWyf6CVvUPaO91y2T/Qyj4h7ZNuuewfaOV5IT0v3XLZP9DKviHtm2657B9oZV5I89Itl/0DrTw/pOenWy77B1p5QUgvSLdc9g+0sl9I+6VbLvsHWtk/pP3TLZf9A60cENIB6ZbL/oFWDgzpwHTLZf9AKy8M6YXplsv+gVYOCumgdMtl/0ArLwrpRemWy/6BVl4c0ovTLZf9A628JKSXpFsu+wdaeWlIL023XPYPtPKykF6WbrnsH2jl5SG9PN1y2T/QyitCekW65bJ/oJVXhvTKdMtl/0Ar80Oan2657B9o5eCQDk63XPYPtPKqkF6VbrnsH2jlkJAOSbdc9g+08uqQXp1uuewfaOU1Ib0m3XLZP9DKoSEdmm657B9o5bCQDku3XPYPtPLakF6bbrnsH2jldSG9Lt1y2T/QyutDen265bJ/oJXDQzo83XLZP9DKG0J6Q7rlsn+glSNCOiLdctk/0MobQ3pjuuWyf6CVI0M6Mt1y2T/QyptCelO65bJ/oJU3h/TmdMtl/0ArbwnpLemWy/6BVt4a0lvTLZf9A60cFdJR6ZbL/oFWjg7p6HTLZf9AK28L6W3plsv+gVaOCemYdMtl/0Arx4Z0bLrlsn+gleNCOi7dctk/0MrxIR2fbrnsH2jl7SG9Pd1y2T/QyjtCeke65bJ/oJV3hvTOdMtl/0Ar7wrpXemWy/6BVt4d0rvTLZf9A61USJVuuewfaGVBSAvSLZf9A628J6T3pFsu+wdaeW9I7023XPYPtPK+kN6XbrnsH2jl/SG9P91y2T/QygkhnZBuuewfaOUDIX0g3XLZP9DKB0P6YLrlsn+glQ+F9KF0y2X/QCsfDunD6ZbL/oFWTgzpxHTLZf9AKx8J6SPplsv+gVY+GtJH0y2X/QOtfCykj6VbLvsHWvl4SB9Pt1z2D7TyiZA+kW657B9o5ZMhfTLdctk/0MqnQvpUuuWyf6CVT4f06XTLZf9AK58J6TPplsv+gVY+G9Jn0y2X/QOtfC6kz6VbLvsHWvl8SJ9Pt1z2D7TyhZC+kG657B9o5aSQTkq3XPYPtPLFkL6YbrnsH2jlSyF9Kd1y2T/QypdD+nK65bJ/oJWvhPSVdMtl/0ArXw3pq+mWy/6BVr4W0tfSLZf9A62cHNLJ6ZbL/oFWvh7S19Mtl/0DrZwS0inplsv+gVZODenUdMtl/0Ar3wjpG+mWy/6BVr4Z0jfTLZf9A618K6RvpVsu+wda+XZI3063XPYPtPKdkL6TbrnsH2jluyF9N91y2T/QyvdC+l665bJ/oJXTQjot3XLZP9DK6SGdnm657B9o5YyQzki3XPYPtPL9kL6fbrnsH2jlByH9IN1y2T/Qyg9D+mG65bJ/oJUfhfSjdMtl/0ArZ4Z0Zrrlsn+glbNCOivdctk/0MqPQ/pxuuWyf6CVn4T0k3TLZf9AKz8N6afplsv+gVbODunsdMtl/0ArPwvpZ+mWy/6BVn4e0s/TLZf9A62cE9I56ZbL/oFWfhHSL9Itl/0DrfwypF+mWy77B1r5VUi/Srdc9g+0cm5I56ZbLvsHWjkvpPPSLZf9A62cH9L56ZbL/oFWLgjpgnTLZf9AKxeGdGG65bJ/oJWLQroo3XLZP9DKr0P6dbrlsn+gld+E9Jt0y2X/QCsXh3RxuuWyf6CV34b023TLZf9AK5eEdEm65bJ/oJVLQ7o03XLZP9DKZSFdlm657B9o5fKQLk+3XPYPtHJFSFekWy77B1r5XUi/S7dc9g+08vuQfp9uuewfaOXKkK5Mt1z2D7Tyh5D+kG657B9o5Y8h/THdctk/0MpVIV2VbrnsH2jl6pCuTrdc9g+08qeQ/pRuuewfaGVhSAvTLZf9A638OaQ/p1su+wda+UtIf0m3XPYPtHJNSNekWy77B1r5a0h/Tbdc9g+08reQ/pZuuewfaOXakK5Nt1z2D7Ty95D+nm657B9o5bqQrku3XPYPtHJ9SNenWy77B1q5IaQb0i2X/QO9rCtprrtg+GLgvDqATkbrSqO57gKX/QOtjK0rjc11F7jsH+j1+B9YAVYCAPz+D35vBwAAAAAAwK3Hij4+NIlXEXBbNf+Gqbz/A/j8DwAAAIAu5px6wZ5Lvv1/Pc/R8f/9l/t320qavKyXf5LGJjo+8d9pV4+GJ7vx1y5p9dVu3vP+4oVS6Ojzb3oOXd7m1v9I7819f3rvl3/+Zr1f/p1eeQs4g4MlbTp58r++/xtpbNrN+7ljBe8fNx8f3v/t+sb/5vu/iZdfc7Ssl1+x/Pf/WlUazbl5z/svuw3PYqttur7//8603vtfa7v//q/h5OHPP5su688/Y7rD//LnnxmSbncz//wzdsjw9j+2Tte3fwAAAAAAAAD4Txqb+FjuaGyTf3x/bGyTTaThU5O/nDRtbJ95+x+w0V7zDtx3D15XwG3FDOnco3fc8LzpN9n/JZMW7R/AbXv/h55w2GeH7/+Jf+QLtNv/NcfstC37B9g/APYPgP0DYP8A2D8A9g+A/QNg/wDYP4Bb3/7HRsOdLidugakpklaSNHXxXZ9WHu77pEX/Fmi439MqkmZKmrXo9mcabv80e7gP5nAvKEm3l7SGpDWliXtH3XG4x5WktSXdSdKdJQ03e7qLFt1abV1J60m663AvSEkbSLqbpLtLuoeke0raUNJGkjaWdC9Jwz9NuPeiW1ZpuH3g5pLuI+m+ku4n6f6SHiDpgZK2kPQgSVtK2krSgyVtLWmbiTu+ScM7v4dIeqik4VZcD5O0vaSHS3qEpEdKepSkHSQ9WtJjJD1W0o6SHifp8cM9/CTtLOkJknaR9ERJT5K0q6QnS9pN0lMkPVXS0yQ9XdLuklLSXEnPkPRMScM/rxpufLWXpGdJerak50h6rqS9Je0j6XmS9pU0T9LzJb1A0n6S9vf78AMkHSjphZIOkvQiSS+W9BJJL5X0Mkkvl/QKScNtB+dLGm599ypJh/j8X+3zf43P/1Cf/2E+/9f6/F/n83+9z/9wn/8bfP5H+PyHm/Ud6fN/k8//zT7/t/j83+rzP8rnf7TP/20+/2N8/sf6/I/z+Q+3eH27z/8dPv93+vzf5fN/t8+/fP4LfP7v8fm/1+f/Pp//+33+J/j8P+Dz/6DP/0M+/w/7/E/0+Q+3Cv2oz/9jPv+P+/w/4fP/pM//Uz7/T/v8P+PzH/4y++d8/p/3+X/B53/ScI9Vn/+XfP5f9vl/xef/VZ//14b7nvn8v+7zP8Xnf6rP/xs+/2/6/L/l8//2cG86n/93ff7f8/mf5vM/3ed/xnDPTp//D3z+P/T5/8jnf6bP/yyf/499/j/x+f/U53+2z/9nPv+f+/zP8fn/Yvi3dD7/X/n8z/X5n+fzH276eoHP/0Kf/0U+/1/7/H/j87/Y5//b4d/h+Pwv9flf5vO/3Od/xXCvWp//733+V/r8/+Dz/6PP/yqf/9XD7+E+/4U+/z8P9xX0+V/j8/+rz/9vPv9rff5/9/lf5/O/fviaN1p0e8PRiPeDAAAAAAC0MPE1DEY6fYZ09jnSwm0WfW2bf4jF38YXP/nE/dlvuGHnKxc93dL3a19y3cSXNRmNJj7mdsqYtPdkaZ+5+x9w0Lz99pj/z0/67/YvP+/4Ut+/ya9hbDSaM/FxzSUv183/Gg///MShWOYLOnkkrXkb+9jL2hswpVubuUeeucukkTR9JK0+ks6fuXDq2OIFHHftwbMXTt1qveVde+mul+y25G15xnD9JOn6dYa5LfUFxcc3XrCiX8OUkbTKcP2Uib2NL/oshHT88AmB8c2OWt511++wqCuNpJnD9VOX9fwPv3xFz3/qSJo1XL/yxGBvcn1uvaLrx0fSqsP105f1/M/Ye0XXrzySVhuuX2VZz3/GSiu6ftpImj1cP0u6bp0bX3+HDR/8Ht9ufHnXXXQEb/8AAAAdnbzlFscu/us/i7PqksfRy3yEuozH8fwtAgAAAAAAbun+Y5//n8Tn//n8P27Bdl/r2NP4/D+f/wcAAACP/2/+4/8pPP7n8T9uwa4468R9ePzP438AAADw+P/mP/6fyuN/Hv/jFuzM7S+4isf/PP4HAPTzPw==',
  },
  /** `mke2fs -q -F -U 6c617374-776f-7264-8000-000000000001 -E hash_seed=6c617374-776f-7264-8000-000000000002,lazy_itable_init=0,lazy_journal_init=1 -t ext2 -b 1024`, 8 MiB: block-mapped, without a journal. */
  'ext2-8m': {
    sectors: 16384,
    pages: [0, 8, 9, 137, 138, 139, 140],
    deflated:
      '7dxNTxNBHMfx7/63UgQFn0UFXXxWsNYbR3wNvAIS5ERsIiVe4WXwbky8+x68eTFe5Fyz3S0phRiJxVr2+0k26WSnzc40v8kkM7MgqbImgQz2E/iyAAd1SPrvZ+U1WRRXP399B53O2o+kW68oF3rfmy4LK0AAKbC1vt3+2PqwsXu06pA9+O3dgWeI/CEu0d+u4crIzqqh/53HYZTG0UPgUf7/kef/oB7U7BRJkiRJks6ZzlAkdqQ0fnY7dcc/qap6OcjXv3pXlfL//S3kSx7H25/Sv6R1Vutb2UC5av0vaYQTwD2gWasdH/8SVv/yt9/8wZjp+CeNzqd8/tM8af4TzPXVexLwNOBZwPOAFwEvA5YClgNeBTQCXgc0TzFXMv+SNBrR3QObROPwc0SjUezh/ZZOxVZru7202dp5v2FfSefN9ED+f6ZF/iVVhFv+JfMvyfxLMv+SzL8k8y/J/Esy/5LMvyTzL8n8SxobaTkEXAAmgHr5uv+LwNThGQG4DMwAs8AV4CpwDbgO3ABuAreA29A9O3oHuAvcA+aBBeB++Zb+/Nznol0vSZIk/VO/AA==',
  },
  /** `mkfs.fat --invariant -i 4c415354 -F 12`, 1.40625 MiB: a floppy. */
  'fat12-1440k': {
    sectors: 2880,
    pages: [0, 1],
    deflated:
      '7dixSsNAAMbxaxaxpaU4CE5+uLkctLNDM+ikVTC6CIUrveiR9C7kbgn4ED6HOLoJ4gvkHTp0y5InsI7i7NZ+v/W/fePXnL0ss9TLVAURdToiWolJr90XByISv06T2/hyeo1pfHUOABdxMhoDGBx/Pjy/nXyF3v374GNP1MNZ047X9WF91HwnT8bDeFgXoDB3Lqh5rrEwPpPATa6V1zDW6/JPT3NXFBWUXfS7Ram9h7IVMl0hOISygnpUxkJKiX5X0H/cvbabDWcgIiIiIiIiItpi/H+IiIiIiHbHDw==',
  },
  /** `mkfs.fat --invariant -i 4c415354 -F 16`, 32 MiB: a small boot partition. */
  'fat16-32m': {
    sectors: 65536,
    pages: [0, 8],
    deflated:
      '7dehSgVBGMXxz2VBuHIvJsHkwWYZ0GAyuEGTXgVXiyDM5c7qsOvMsjNlweAj+BxitAniC+xb2LYYb3INJrNNz6+e9m+n33u4LYugCh0lSVNJJBFZ7AsklW9Lci9b+Vl2ND3BNDs+AIDDLN/eBTDZeL28e9p8iysXz5OXZelWr/qPnfdurVvvP/MbG2ADnI/QmHkf9awymNtQKuC0MjoYWBdM82MvKl/XLbSbj0d1Y0KAdi1K0yJ6xKaFvtbWQSmF8UjoN84f2YCI6H9aDMPACkRERERERET8/0RERPS3fAE=',
  },
  /** `mkfs.fat --invariant -i 4c415354 -F 32 -s 1`, 64 MiB: a boot partition. */
  'fat32-64m': {
    sectors: 131072,
    pages: [0, 4, 130],
    deflated:
      '7dixSsNQGAXgPxVUKm2dBCcPbi4Z6hNk0Emr1ChOwi290ZCYhNwLEnDwEXwOcXQTii+Qt3DLopNdNCJFUBf35nzLvXC38/PD4Vant5dRYNxAWWk5kJaIyFQEsiwzLXld+L6JOLIoP93Iln/k7Q0OMPD2dwBg1/O3+wC6G5Or6/vNJ7ty8tB9XJJy9ax66T+Xa+V69eFfhAahQZJaKIzS1KpRrDEOTeQCh7FWRiNMjM5/vQdxmmUFVDLutLNcGwOVFIh0AZvC5gXUuQoTuK6LTlvoP8d3w6HymMN8y3NPvb85s93+M3+mQ0RE1DwV+z/7PzW2/0/rulfXde/rZFJERERERERERPOH/z9ERERERETN8Ak=',
  },
} as const;
