/**
 * Scripts whose letters are joined or kept apart by joiners: Arabic and its kin, and those of India and its neighbours, as a part of a
 * class of a regular expression.
 */
export const JOINING_SCRIPTS = [
  ...["Arab", "Syrc", "Mong", "Nkoo", "Mand", "Mani", "Phag", "Rohg", "Adlm", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml"],
  ...["Telu", "Knda", "Mlym", "Sinh", "Khmr", "Mymr", "Tibt", "Java", "Bali", "Sund", "Newa", "Cakm", "Mtei", "Sylo", "Cham"],
  ...["Lana", "Limb", "Lepc", "Tirh", "Gran", "Kthi", "Modi", "Sidd", "Shrd", "Brah", "Khoj", "Sind", "Takr", "Sogd", "Phlp", "Chrs"],
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join("");
