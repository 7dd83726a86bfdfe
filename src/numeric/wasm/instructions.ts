/**
 * The instructions of WebAssembly that the assembler knows: a name of the specification, and its opcode.
 *
 * Vector instructions have the prefix FD; here they are written as 0xfd00 + n, where n follows the prefix as a LEB128 number.
 *
 * Source: WebAssembly Core Specification 2.0, W3C, section 5.4 (binary format of instructions).
 */
export const INSTRUCTIONS = {
  // Control and locals.
  'block': 0x02, 'loop': 0x03, 'if': 0x04, 'else': 0x05, 'end': 0x0b, 'br': 0x0c, 'br_if': 0x0d, 'call': 0x10, 'drop': 0x1a,
  'local.get': 0x20, 'local.set': 0x21,
  // Memory, scalars.
  'i32.load': 0x28, 'i64.load': 0x29, 'f32.load': 0x2a, 'f64.load': 0x2b,
  'i32.store': 0x36, 'i64.store': 0x37, 'f32.store': 0x38, 'f64.store': 0x39,
  // Constants.
  'i32.const': 0x41, 'i64.const': 0x42, 'f32.const': 0x43, 'f64.const': 0x44,
  // Integers of 32 and 64 bits.
  'i32.eqz': 0x45, 'i32.eq': 0x46, 'i32.ne': 0x47, 'i32.lt_s': 0x48, 'i32.lt_u': 0x49, 'i32.gt_s': 0x4a,
  'i32.gt_u': 0x4b, 'i32.le_s': 0x4c, 'i32.le_u': 0x4d, 'i32.ge_s': 0x4e, 'i32.ge_u': 0x4f,
  'i32.add': 0x6a, 'i32.sub': 0x6b, 'i32.mul': 0x6c, 'i32.and': 0x71, 'i32.or': 0x72, 'i32.xor': 0x73,
  'i32.shl': 0x74, 'i32.shr_s': 0x75, 'i32.shr_u': 0x76,
  'i64.add': 0x7c, 'i64.sub': 0x7d, 'i64.mul': 0x7e, 'i64.shl': 0x86, 'i64.shr_u': 0x88,
  'i32.wrap_i64': 0xa7, 'i64.extend_i32_u': 0xad, 'i64.trunc_f64_u': 0xb1,
  // Doubles and floats.
  'f64.eq': 0x61, 'f64.ne': 0x62, 'f64.lt': 0x63, 'f64.gt': 0x64, 'f64.le': 0x65, 'f64.ge': 0x66,
  'f32.add': 0x92, 'f32.sub': 0x93, 'f32.mul': 0x94, 'f32.div': 0x95,
  'f64.abs': 0x99, 'f64.neg': 0x9a, 'f64.sqrt': 0x9f, 'f64.add': 0xa0, 'f64.sub': 0xa1, 'f64.mul': 0xa2, 'f64.div': 0xa3,
  'f64.convert_i32_s': 0xb7, 'f64.convert_i32_u': 0xb8, 'f32.demote_f64': 0xb6, 'f64.promote_f32': 0xbb,
  // Vectors of 128 bits: memory, constants, lanes.
  'v128.load': 0xfd00, 'v128.load32_splat': 0xfd09, 'v128.load64_splat': 0xfd0a, 'v128.store': 0xfd0b, 'v128.const': 0xfd0c,
  'i8x16.shuffle': 0xfd0d,
  'i32x4.splat': 0xfd11, 'i64x2.splat': 0xfd12, 'f32x4.splat': 0xfd13, 'f64x2.splat': 0xfd14,
  'i32x4.extract_lane': 0xfd1b, 'i32x4.replace_lane': 0xfd1c, 'i64x2.extract_lane': 0xfd1d, 'i64x2.replace_lane': 0xfd1e,
  'f32x4.extract_lane': 0xfd1f, 'f32x4.replace_lane': 0xfd20, 'f64x2.extract_lane': 0xfd21, 'f64x2.replace_lane': 0xfd22,
  // Comparisons: a lane of the result has all bits set where they hold.
  'i32x4.eq': 0xfd37, 'i32x4.ne': 0xfd38, 'i32x4.lt_s': 0xfd39, 'i32x4.lt_u': 0xfd3a, 'i32x4.gt_s': 0xfd3b, 'i32x4.gt_u': 0xfd3c,
  'f32x4.eq': 0xfd41, 'f32x4.ne': 0xfd42, 'f32x4.lt': 0xfd43, 'f32x4.gt': 0xfd44, 'f32x4.le': 0xfd45, 'f32x4.ge': 0xfd46,
  'f64x2.eq': 0xfd47, 'f64x2.ne': 0xfd48, 'f64x2.lt': 0xfd49, 'f64x2.gt': 0xfd4a, 'f64x2.le': 0xfd4b, 'f64x2.ge': 0xfd4c,
  'i64x2.eq': 0xfdd6, 'i64x2.ne': 0xfdd7,
  // Bits.
  'v128.not': 0xfd4d, 'v128.and': 0xfd4e, 'v128.andnot': 0xfd4f, 'v128.or': 0xfd50, 'v128.xor': 0xfd51,
  'v128.bitselect': 0xfd52, 'v128.any_true': 0xfd53, 'i32x4.all_true': 0xfda3, 'i64x2.all_true': 0xfdc3,
  // Integer lanes.
  'i32x4.neg': 0xfda1, 'i32x4.shl': 0xfdab, 'i32x4.shr_s': 0xfdac, 'i32x4.shr_u': 0xfdad, 'i32x4.add': 0xfdae,
  'i32x4.sub': 0xfdb1, 'i32x4.mul': 0xfdb5,
  'i64x2.neg': 0xfdc1, 'i64x2.shl': 0xfdcb, 'i64x2.shr_s': 0xfdcc, 'i64x2.shr_u': 0xfdcd, 'i64x2.add': 0xfdce,
  'i64x2.sub': 0xfdd1, 'i64x2.mul': 0xfdd5,
  // Lanes of floats.
  'f32x4.abs': 0xfde0, 'f32x4.neg': 0xfde1, 'f32x4.sqrt': 0xfde3, 'f32x4.add': 0xfde4, 'f32x4.sub': 0xfde5, 'f32x4.mul': 0xfde6,
  'f32x4.div': 0xfde7, 'f32x4.min': 0xfde8, 'f32x4.max': 0xfde9, 'f32x4.pmin': 0xfdea, 'f32x4.pmax': 0xfdeb,
  'f32x4.floor': 0xfd68, 'f32x4.nearest': 0xfd6a,
  // Lanes of doubles.
  'f64x2.abs': 0xfdec, 'f64x2.neg': 0xfded, 'f64x2.sqrt': 0xfdef, 'f64x2.add': 0xfdf0, 'f64x2.sub': 0xfdf1, 'f64x2.mul': 0xfdf2,
  'f64x2.div': 0xfdf3, 'f64x2.min': 0xfdf4, 'f64x2.max': 0xfdf5, 'f64x2.pmin': 0xfdf6, 'f64x2.pmax': 0xfdf7,
  'f64x2.floor': 0xfd75, 'f64x2.nearest': 0xfd94,
  // Between kinds of lanes.
  'i32x4.trunc_sat_f32x4_s': 0xfdf8, 'f32x4.convert_i32x4_s': 0xfdfa, 'f32x4.convert_i32x4_u': 0xfdfb,
  'f64x2.convert_low_i32x4_s': 0xfdfe, 'f64x2.convert_low_i32x4_u': 0xfdff,
  'f32x4.demote_f64x2_zero': 0xfd5e, 'f64x2.promote_low_f32x4': 0xfd5f,
} as const;

export type InstructionName = keyof typeof INSTRUCTIONS;
