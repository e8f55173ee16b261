# shellcheck shell=bash
# The sample province with what its steering committee keeps: a target, tasks, reported figures and a
# snapshot. Source it after common.sh; make_scratch comes first.

# The tool, without the remark about the clock that is set by hand.
motcua() {
  "$MOTCUA_BIN_DIR/motcua" "$@" 2> >(grep -v '^Đồng hồ máy chủ được đặt tay' >&2)
}

# Loads the sample, starts a server of 7 August 2020 on it and enters what the committee keeps.
start_committee_province() {
  local data=$SCRATCH/data root=000.00.00.H10 kind value unit
  "$MOTCUA_BIN_DIR/motcuad" sample load binh-phuoc-2020 --seed 2020 --data "$data" >/dev/null
  start_server committee 60 "$MOTCUA_BIN_DIR/motcuad" --data "$data" --listen 127.0.0.1:0 \
    --clock 2020-08-07T08:00+07:00
  export MOTCUA_SERVER=$SERVER_ADDRESS MOTCUA_TOKEN_FILE=$data/admin.token
  {
    motcua stats target set BP-2020-ONLINE --title 'Hồ sơ trực tuyến của thủ tục mức độ 3, 4' \
      --metric online_of_level34 --at-least 60 --from 2020-05-22 --deadline 2020-12-31 \
      --basis 'Kế hoạch 137/KH-UBND'
    motcua stats directive create TB-210-1 --document 210/TB-UBND --date 2020-07-24 \
      --issuer 'Ban Chỉ đạo xây dựng chính quyền điện tử tỉnh' \
      --task 'Hoàn thành đăng ký tài khoản ngân hàng, thanh toán qua ví điện tử' \
      --agency "$root" --due 2020-08-15
    motcua stats directive create TB-210-2 --document 210/TB-UBND --date 2020-07-24 \
      --issuer 'Ban Chỉ đạo xây dựng chính quyền điện tử tỉnh' \
      --task 'Không nhận hồ sơ giấy đối với dịch vụ mức độ 3, 4' --agency "$root" --due 2020-07-31
    motcua stats directive update TB-210-2 --note 'Đã quán triệt đến 19 sở, ngành, 11 huyện'
    while read -r kind value unit; do
      motcua stats indicator record "$kind" "$value" --agency "$root" \
        --period 2020-05-22..2020-08-06 --unit "$unit" --source 'Báo cáo của Sở TT&TT' \
        --reported-on 2020-08-06
    done <<<$'trainings 3 đợt\ntrained-provincial-agencies 4 cơ quan\ntrained-districts 7 đơn vị'
    motcua stats snapshot create HOP-2020-08-07 --meeting 2020-08-07 \
      --purpose 'Họp Thường trực Ban Chỉ đạo' --query summary --period 2020-05-22..2020-08-06
  } >"$SCRATCH/committee.txt"
}
